// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot_panel.h"

#include <QCheckBox>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace tradeoff::ui {

namespace {

QString text(std::string_view characters)
{
    return QString::fromUtf8(characters.data(), static_cast<qsizetype>(characters.size()));
}

/// The least height of a plot in lines of its text, so that legend and axis leave room for data.
int linesNeeded(const FigureRow& row)
{
    if (row.name == "segmentations") // its legend has many entries
        return 11;
    if (row.name == "fit" || row.name == "tradeoff")
        return 9;
    return 6;
}

AxisScale scaleOf(const QCheckBox& logarithmic)
{
    return logarithmic.isChecked() ? AxisScale::Logarithmic : AxisScale::Linear;
}

/// A view with one of its parts changed.
template <class Value>
FigureView with(FigureView view, Value FigureView::*part, const Value& value)
{
    view.*part = value;
    return view;
}

} // namespace

PlotPanel::PlotPanel(const FigureRow& row, QWidget* parent)
    : QFrame(parent)
    , m_row(row)
    , m_view(row.view)
    , m_plot(new FigurePlot(this))
    , m_column(new QVBoxLayout(this))
{
    setObjectName(text(row.name));
    m_plot->setObjectName(text(row.name) + QStringLiteral(".plot"));
    m_plot->setAccessibleName(text(row.title));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_heading = createHeading();
    m_column->addWidget(m_heading);
    m_column->addWidget(m_plot, 3);
    if (row.scalesSwitchable)
        addScaleSwitches();
}

QWidget* PlotPanel::createHeading()
{
    auto* heading = new QWidget(this);
    auto* line = new QHBoxLayout(heading);
    line->setContentsMargins(12, 4, 12, 0);
    line->setSpacing(14);
    m_title = new QLabel(text(m_row.title), heading);
    QFont bold; // all else is the application's
    bold.setBold(true);
    m_title->setFont(bold);
    line->addWidget(m_title);
    line->addStretch(1);
    return heading;
}

void PlotPanel::addScaleSwitches()
{
    const QString toolTip = tr("Logarithmic axis");
    m_logarithmicX = addSwitch(tr("log x"), QStringLiteral("logarithmicX"), toolTip);
    m_logarithmicY = addSwitch(tr("log y"), QStringLiteral("logarithmicY"), toolTip);
    setScales(m_view.x, m_view.y);
    for (const QCheckBox* box : {m_logarithmicX, m_logarithmicY})
        connect(box, &QCheckBox::toggled, this, &PlotPanel::readSwitches);
}

QCheckBox* PlotPanel::addSwitch(const QString& label, const QString& name, const QString& toolTip)
{
    auto* box = new QCheckBox(label, this);
    box->setObjectName(objectName() + QLatin1Char('.') + name);
    box->setToolTip(toolTip);
    // The style draws the box's outline darker than the window: it must be seen on dark ground too.
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0xb8, 0xbe, 0xc8));
    box->setPalette(palette);
    addToHeading(box);
    return box;
}

void PlotPanel::readSwitches()
{
    FigureView view = m_view;
    view.x = scaleOf(*m_logarithmicX);
    view.y = scaleOf(*m_logarithmicY);
    setView(view);
    emit scalesChanged(view.x, view.y);
}

void PlotPanel::setScales(AxisScale x, AxisScale y)
{
    if (!m_row.scalesSwitchable)
        return;
    const QSignalBlocker quietX(m_logarithmicX);
    const QSignalBlocker quietY(m_logarithmicY);
    m_logarithmicX->setChecked(x == AxisScale::Logarithmic);
    m_logarithmicY->setChecked(y == AxisScale::Logarithmic);
    FigureView view = m_view;
    view.x = x;
    view.y = y;
    setView(view);
}

void PlotPanel::setVisiblePart(const std::optional<Interval>& visible)
{
    setView(with(m_view, &FigureView::visible, visible));
}

void PlotPanel::setFits(int fits)
{
    setView(with(m_view, &FigureView::fits, fits));
}

void PlotPanel::setCut(const std::optional<double>& cut)
{
    setView(with(m_view, &FigureView::cut, cut));
}

void PlotPanel::setColours(PlaneColours colours)
{
    setView(with(m_view, &FigureView::colours, colours));
}

void PlotPanel::setTestErrorBand(bool shown)
{
    setView(with(m_view, &FigureView::testErrorBand, shown));
}

void PlotPanel::setView(const FigureView& view)
{
    if (view == m_view)
        return;
    const bool scalesMoved = view.x != m_view.x || view.y != m_view.y;
    m_view = view;
    refresh();
    // A range chosen on one scale means nothing on the other.
    if (scalesMoved && m_result)
        m_plot->fitAxes();
}

std::optional<Figure> PlotPanel::currentFigure() const
{
    if (!m_result || !m_row.isFor(m_result->scenario.dimensions()))
        return std::nullopt;
    return m_row.make(*m_result, m_view);
}

void PlotPanel::showResult(std::shared_ptr<const Result> result)
{
    m_result = std::move(result);
    refresh();
}

void PlotPanel::setScreenChange(std::function<void(Figure&)> change)
{
    m_screenChange = std::move(change);
}

void PlotPanel::refresh()
{
    m_stale = !isVisible();
    if (m_stale || !m_result)
        return;
    Figure figure = m_row.make(*m_result, m_view);
    if (m_screenChange)
        m_screenChange(figure);
    m_title->setText(text(m_row.titleFor(m_result->scenario.dimensions())));
    m_plot->setFigure(std::move(figure));
}

void PlotPanel::setTheme(const Theme& theme)
{
    m_plot->setTheme(theme);
    m_plot->setMinimumHeight(linesNeeded(m_row) * QFontMetrics(theme.font).height());
}

void PlotPanel::setTitleShown(bool shown)
{
    m_title->setVisible(shown);
    m_heading->setVisible(shown || m_row.scalesSwitchable);
}

void PlotPanel::addToHeading(QWidget* widget)
{
    m_heading->layout()->addWidget(widget);
}

void PlotPanel::addBelow(QWidget* widget, int stretch)
{
    m_column->addWidget(widget, stretch);
}

void PlotPanel::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    if (m_stale)
        refresh();
}

} // namespace tradeoff::ui
