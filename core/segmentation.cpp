// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segmentation.h"

#include "core/option_table.h"
#include "core/scenario.h"

#include <algorithm>
#include <bit>

namespace tradeoff {

const SegmentationRow& segmentationRow(std::string_view kind)
{
    return rowOfKind(segmentationTable(), kind, "/segmentation");
}

void checkSegmentation(const Choice& choice, const Interval& domain)
{
    const SegmentationRow& row = segmentationRow(choice.kind);
    checkChoice(row.option, choice, "/segmentation");
    madeAt("/segmentation", [&] {
        if (row.check != nullptr) {
            row.check(choice, domain);
        }
        return true;
    });
}

int mostExperts(const Scenario& scenario)
{
    const int most = std::max(scenario.experts, scenario.sweep.values().back());
    return static_cast<int>(std::bit_ceil(static_cast<unsigned>(most)));
}

Segmenter prepareSegmenter(const SegmentationInput& input, const Choice& choice)
{
    return segmentationRow(choice.kind).prepare(input, choice);
}

} // namespace tradeoff
