// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view_commands.h"

#include "ui/fit_spread_view.h"
#include "ui/plot_tabs.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QFontMetrics>
#include <QMainWindow>
#include <QRegularExpression>
#include <QScreen>
#include <QSettings>

#include <array>
#include <vector>

namespace tradeoff::ui {

namespace {

struct ThemeToggle {
    ActionId id;
    ThemeChoice choice;
};

constexpr std::array themeToggles = {
    ThemeToggle{ActionId::ThemeSystem, ThemeChoice::System},
    ThemeToggle{ActionId::ThemeLight, ThemeChoice::Light},
    ThemeToggle{ActionId::ThemeDark, ThemeChoice::Dark},
};

/// Of the arrangement of docks; another version's is not restored.
constexpr int stateVersion = 1;

/// Names of the groups of controls that are folded at first.
const QRegularExpression seldomNeeded(QStringLiteral("^more\\.[a-z]+$"));

const QString geometryKey = QStringLiteral("window/geometry");
const QString stateKey = QStringLiteral("window/state");
const QString sizesKey = QStringLiteral("window/sizes");
const QString fitsKey = QStringLiteral("view/fits");
const QString tabKey = QStringLiteral("view/tab");
const QString themeKey = QStringLiteral("view/theme");

QString shownKey(const QString& name)
{
    return QStringLiteral("view/shown/") + name;
}

AxisScale scale(const QAction& logarithmic)
{
    return logarithmic.isChecked() ? AxisScale::Logarithmic : AxisScale::Linear;
}

} // namespace

ViewCommands::ViewCommands(QMainWindow& window, QDockWidget& controls, Actions& actions,
                           PlotBoard& board, Appearance& appearance)
    : QObject(&window)
    , m_window(window)
    , m_controls(controls)
    , m_actions(actions)
    , m_board(board)
    , m_appearance(appearance)
    , m_shown(window, actions, board)
    , m_themes(this)
{
    wireVisibility();
    wireScales();
    wireTestErrorBand();
    wireThemes();
    wireScreen();
}

void ViewCommands::wireVisibility()
{
    QAction& controlsAction = m_actions[ActionId::Controls];
    controlsAction.setChecked(true);
    connect(&controlsAction, &QAction::toggled, &m_controls, &QWidget::setVisible);
    connect(&m_actions[ActionId::MoreFits], &QAction::triggered, &m_board.fitSpread(),
            &FitSpreadView::showMore);
    connect(&m_actions[ActionId::FitAxes], &QAction::triggered, &m_board, &PlotBoard::fitAxes);
}

void ViewCommands::wireScales()
{
    PlotPanel& tradeoff = m_board.panel("tradeoff");
    QAction& x = m_actions[ActionId::LogarithmicX];
    QAction& y = m_actions[ActionId::LogarithmicY];
    x.setChecked(tradeoff.view().x == AxisScale::Logarithmic);
    y.setChecked(tradeoff.view().y == AxisScale::Logarithmic);
    for (QAction* action : {&x, &y}) {
        connect(action, &QAction::toggled, &tradeoff,
                [&tradeoff, &x, &y] { tradeoff.setScales(scale(x), scale(y)); });
    }
    connect(&tradeoff, &PlotPanel::scalesChanged, this, [&x, &y](AxisScale newX, AxisScale newY) {
        x.setChecked(newX == AxisScale::Logarithmic);
        y.setChecked(newY == AxisScale::Logarithmic);
    });
}

void ViewCommands::wireTestErrorBand()
{
    PlotPanel& tradeoff = m_board.panel("tradeoff");
    QAction& action = m_actions[ActionId::TestErrorBand];
    QCheckBox* box =
        tradeoff.addSwitch(tr("5–95 %"), QStringLiteral("testErrorBand"), action.statusTip());
    connect(&action, &QAction::toggled, box, &QCheckBox::setChecked);
    connect(box, &QCheckBox::toggled, &action, &QAction::setChecked);
    connect(&action, &QAction::toggled, &tradeoff, &PlotPanel::setTestErrorBand);
}

void ViewCommands::wireThemes()
{
    for (const ThemeToggle& toggle : themeToggles) {
        QAction& action = m_actions[toggle.id];
        m_themes.addAction(&action);
        action.setChecked(toggle.choice == m_appearance.choice());
        connect(&action, &QAction::triggered, this,
                [this, choice = toggle.choice] { m_appearance.choose(choice); });
    }
    connect(&m_appearance, &Appearance::themeChanged, &m_board, &PlotBoard::setTheme);
    m_board.setTheme(m_appearance.theme());
}

void ViewCommands::wireScreen()
{
    connect(&m_actions[ActionId::Projector], &QAction::toggled, this, [this](bool on) {
        setDistance(on ? ViewingDistance::Projector : ViewingDistance::Desk);
    });
    connect(&m_actions[ActionId::FullScreen], &QAction::toggled, &m_window, [this](bool on) {
        m_window.setWindowState(m_window.windowState().setFlag(Qt::WindowFullScreen, on));
    });
}

void ViewCommands::choose(ThemeChoice choice)
{
    for (const ThemeToggle& toggle : themeToggles) {
        if (toggle.choice == choice)
            m_actions[toggle.id].trigger();
    }
}

void ViewCommands::setDistance(ViewingDistance distance)
{
    setDistance(distance, m_window.screen()->availableSize());
}

void ViewCommands::setDistance(ViewingDistance distance, const QSize& screen)
{
    const bool far = distance == ViewingDistance::Projector;
    if (distance == m_appearance.distance())
        return;
    m_appearance.setDistance(distance, screen);
    m_actions[ActionId::Projector].setChecked(far);
    for (QWidget* more : m_controls.findChildren<QWidget*>(seldomNeeded))
        more->setHidden(far);
    if (far) {
        hideSmallPlots();
    } else {
        m_shown.showAgain();
    }
    const int wide = std::min(440, m_window.width() / 4);
    m_window.resizeDocks({&m_controls}, {far ? wide : 300}, Qt::Horizontal);
}

void ViewCommands::hideSmallPlots()
{
    const int lines = m_window.height() / QFontMetrics(m_appearance.theme().font).height();
    // Three plots above each other are too small to read from the back row, on a small screen two.
    std::vector<ActionId> small{ActionId::RegionErrorsPlot};
    constexpr int linesForTwo = 36;
    if (lines < linesForTwo)
        small.push_back(ActionId::ExpertsDensityPlot);
    m_shown.hideForClass(small);
}

void ViewCommands::restore(const QSettings& settings)
{
    m_window.restoreGeometry(settings.value(geometryKey).toByteArray());
    m_window.restoreState(settings.value(stateKey).toByteArray(), stateVersion);
    m_board.restoreSizes(settings.value(sizesKey).toByteArray());
    const auto restoreToggle = [&](ActionId id, const QString& name) {
        QAction& action = m_actions[id];
        action.setChecked(settings.value(shownKey(name), action.isChecked()).toBool());
    };
    m_shown.restore(settings);
    m_board.tabs().setFront(settings.value(tabKey).toString().toStdString());
    m_board.fitSpread().setFits(settings.value(fitsKey).toInt());
    restoreToggle(ActionId::LogarithmicX, QStringLiteral("logarithmicX"));
    restoreToggle(ActionId::LogarithmicY, QStringLiteral("logarithmicY"));
    restoreToggle(ActionId::TestErrorBand, QStringLiteral("testErrorBand"));
    restoreToggle(ActionId::Controls, QStringLiteral("controls"));
    choose(themeChoice(settings.value(themeKey).toString()));
}

void ViewCommands::save(QSettings& settings) const
{
    settings.setValue(geometryKey, m_window.saveGeometry());
    settings.setValue(stateKey, m_window.saveState(stateVersion));
    settings.setValue(sizesKey, m_board.saveSizes());
    const auto saveToggle = [&](ActionId id, const QString& name) {
        settings.setValue(shownKey(name), m_actions[id].isChecked());
    };
    m_shown.save(settings);
    const std::string_view tab = m_board.tabs().front();
    settings.setValue(tabKey, QString::fromUtf8(tab.data(), static_cast<qsizetype>(tab.size())));
    settings.setValue(fitsKey, m_board.fitSpread().fits());
    saveToggle(ActionId::LogarithmicX, QStringLiteral("logarithmicX"));
    saveToggle(ActionId::LogarithmicY, QStringLiteral("logarithmicY"));
    saveToggle(ActionId::TestErrorBand, QStringLiteral("testErrorBand"));
    saveToggle(ActionId::Controls, QStringLiteral("controls"));
    settings.setValue(themeKey, keyOf(m_appearance.choice()));
}

} // namespace tradeoff::ui
