// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segmentation.h"

#include "core/option_table.h"

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

Segmenter prepareSegmenter(const SegmentationInput& input, const Choice& choice)
{
    return segmentationRow(choice.kind).prepare(input, choice);
}

} // namespace tradeoff
