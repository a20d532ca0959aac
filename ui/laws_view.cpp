// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/laws_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace tradeoff::ui {

namespace {

constexpr std::array figures{"excess-map", "best-experts-law", "excess-law"};

} // namespace

LawsView::LawsView(QWidget* parent)
    : QWidget(parent)
    , m_choice(new QButtonGroup(this))
    , m_buttons(createButtons())
    , m_overSamples(new QWidget(this))
{
    setObjectName(QStringLiteral("laws"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    for (const char* name : figures)
        m_panels.push_back(new PlotPanel(figureRow(name), this));
    connect(&m_panels.front()->plot(), &FigurePlot::pointPicked, this,
            &LawsView::samplesAndExpertsPicked);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_buttons);
    auto* overSamples = new QHBoxLayout(m_overSamples);
    overSamples->setContentsMargins(0, 0, 0, 0);
    overSamples->setSpacing(0);
    overSamples->addWidget(m_panels[1], 1);
    overSamples->addWidget(m_panels[2], 1);
    column->addWidget(m_overSamples, 4);
    column->addWidget(m_panels.front(), 5);
    arrange();
}

QWidget* LawsView::createButtons()
{
    auto* buttons = new QWidget(this);
    auto* line = new QHBoxLayout(buttons);
    line->setContentsMargins(8, 3, 8, 0);
    line->setSpacing(2);
    const QStringList texts{tr("Map"), tr("Best m"), tr("Excess error")};
    for (int i = 0; i < texts.size(); ++i) {
        auto* button = new QToolButton(buttons);
        button->setObjectName(QStringLiteral("law.") + QLatin1String(figures[std::size_t(i)]));
        button->setText(texts[i]);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        m_choice->addButton(button, i);
        line->addWidget(button);
    }
    line->addStretch(1);
    m_choice->button(0)->setChecked(true);
    connect(m_choice, &QButtonGroup::idClicked, this, &LawsView::arrange);
    return buttons;
}

void LawsView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// Going by the letters of the plots, which are larger for the projector.
bool LawsView::hasRoomForAll() const
{
    constexpr int heights = 5; // least heights of a plot
    constexpr int widths = 5;
    const int least = m_panels.front()->plot().minimumHeight();
    return height() >= heights * least && width() >= widths * least;
}

void LawsView::arrange()
{
    const bool all = hasRoomForAll();
    m_buttons->setHidden(all);
    m_overSamples->setVisible(all || m_choice->checkedId() != 0);
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        m_panels[i]->setTitleShown(all);
        m_panels[i]->setVisible(all || m_choice->checkedId() == static_cast<int>(i));
    }
}

} // namespace tradeoff::ui
