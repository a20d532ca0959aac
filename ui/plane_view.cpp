// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane_view.h"

#include "ui/fields/wheel_guard.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>

#include <utility>

namespace tradeoff::ui {

PlaneView::PlaneView(PlotPanel& plane, std::vector<PlotPanel*> along)
    : QObject(&plane)
    , m_plane(plane)
    , m_along(std::move(along))
{
    createList();
}

void PlaneView::createList()
{
    m_list = new QComboBox(&m_plane);
    m_list->setObjectName(QStringLiteral("planeColours"));
    m_list->setAccessibleName(tr("What the colours show"));
    m_list->setToolTip(tr("What the colours show"));
    m_list->setMinimumWidth(120); // less than its longest text, where the window is narrow
    guardWheel(*m_list);
    const std::pair<PlaneColours, QString> entries[]{
        {PlaneColours::Target, tr("Target β")},
        {PlaneColours::InputDensity, tr("Input density p")},
        {PlaneColours::SegmentDensity, tr("Optimal segment density λ*")},
        {PlaneColours::Constants, tr("Best constants")},
        {PlaneColours::LearnedFit, tr("Learned fit")},
        {PlaneColours::Approximation, tr("Approximation error")},
        {PlaneColours::Estimation, tr("Estimation error")},
        {PlaneColours::Samples, tr("Samples by region")}};
    for (const auto& [colours, text] : entries)
        m_list->addItem(text, static_cast<int>(colours));
    auto* label = new QLabel(tr("&Colours"), &m_plane);
    label->setBuddy(m_list);
    m_plane.addToHeading(label);
    m_plane.addToHeading(m_list);
    connect(m_list, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_plane.setColours(static_cast<PlaneColours>(m_list->itemData(index).toInt()));
    });
}

void PlaneView::setCut(double second)
{
    m_plane.setCut(second);
    for (PlotPanel* panel : m_along)
        panel->setCut(second);
}

void PlaneView::setColours(PlaneColours colours)
{
    m_list->setCurrentIndex(m_list->findData(static_cast<int>(colours)));
}

} // namespace tradeoff::ui
