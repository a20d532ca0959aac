// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/laws_view.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tradeoff::ui {

LawsView::LawsView(QWidget* parent)
    : PlotChoice(QStringLiteral("law"),
                 {{"excess-map", tr("Map")},
                  {"best-experts-law", tr("Best m")},
                  {"excess-law", tr("Excess error")}},
                 parent)
{
    setObjectName(QStringLiteral("laws"));
    connect(&panels().front()->plot(), &FigurePlot::pointPicked, this,
            &LawsView::samplesAndExpertsPicked);
    auto* overSamples = new QWidget(this);
    auto* line = new QHBoxLayout(overSamples);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    line->addWidget(panels()[1], 1);
    line->addWidget(panels()[2], 1);
    column().addWidget(overSamples, 4);
    column().addWidget(panels().front(), 5);
    addPart(overSamples);
    constexpr int heights = 5;
    constexpr int widths = 5;
    setRoom(heights, widths);
}

} // namespace tradeoff::ui
