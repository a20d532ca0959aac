// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot_choice.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tradeoff::ui {

PlotChoice::PlotChoice(const QString& name, const std::vector<Entry>& entries, QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_choice(new QButtonGroup(this))
    , m_buttons(createButtons(name, entries))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    for (const Entry& entry : entries)
        m_panels.push_back(new PlotPanel(figureRow(entry.figure), this));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_buttons);
}

QWidget* PlotChoice::createButtons(const QString& name, const std::vector<Entry>& entries)
{
    auto* buttons = new QWidget(this);
    auto* line = new QHBoxLayout(buttons);
    line->setContentsMargins(8, 3, 8, 0);
    line->setSpacing(2);
    for (const Entry& entry : entries) {
        auto* button = new QToolButton(buttons);
        button->setObjectName(name + QChar('.') + QLatin1String(entry.figure));
        button->setText(entry.text);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        m_choice->addButton(button, static_cast<int>(m_choice->buttons().size()));
        line->addWidget(button);
    }
    line->addStretch(1);
    m_choice->button(0)->setChecked(true);
    connect(m_choice, &QButtonGroup::idClicked, this, &PlotChoice::arrange);
    return buttons;
}

void PlotChoice::setRoom(int heights, int widths)
{
    m_heights = heights;
    m_widths = widths;
    arrange();
}

void PlotChoice::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// Going by the letters of the plots, which are larger for the projector.
bool PlotChoice::hasRoomForAll() const
{
    const int least = m_panels.front()->plot().minimumHeight();
    return height() >= m_heights * least && width() >= m_widths * least;
}

void PlotChoice::arrange()
{
    const bool all = hasRoomForAll();
    m_buttons->setHidden(all);
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        m_panels[i]->setTitleShown(all);
        m_panels[i]->setVisible(all || m_choice->checkedId() == static_cast<int>(i));
    }
    for (QWidget* part : m_parts) {
        part->setVisible(
            std::any_of(m_panels.begin(), m_panels.end(), [part](const PlotPanel* panel) {
                return part->isAncestorOf(panel) && !panel->isHidden();
            }));
    }
}

} // namespace tradeoff::ui
