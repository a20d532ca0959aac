// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segmentation.h"

#include "core/data_set.h"
#include "core/option_table.h"
#include "core/scenario.h"

#include <algorithm>
#include <bit>

namespace tradeoff {

const SegmentationRow& segmentationRow(std::string_view kind)
{
    return rowOfKind(segmentationTable(), kind, "/segmentation");
}

bool isLearned(const Choice& segmentation)
{
    return segmentationRow(segmentation.kind).source == SegmentationSource::TrainingSet;
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

bool worksWithData(SegmentationSource source)
{
    switch (source) {
    case SegmentationSource::Domain:
    case SegmentationSource::TrainingSet:
        return true;
    case SegmentationSource::Problem:
    case SegmentationSource::ProblemAndMost:
        break;
    }
    return false;
}

void checkSegmentationOfData(const Choice& choice)
{
    if (!worksWithData(segmentationRow(choice.kind).source)) {
        std::string kinds;
        for (const SegmentationRow& row : segmentationTable()) {
            if (worksWithData(row.source)) {
                kinds += (kinds.empty() ? "" : ", ") + row.option.kind;
            }
        }
        throw InputError("/segmentation/kind", "\"" + choice.kind +
                                                   "\" needs a known target function or input "
                                                   "density: with data it must be one of " +
                                                   kinds);
    }
    checkSegmentation(choice, {-limits::maximumCoordinate, limits::maximumCoordinate});
}

int mostExperts(const Scenario& scenario)
{
    const int most = std::max(scenario.experts, scenario.sweep.values().back());
    return static_cast<int>(std::bit_ceil(static_cast<unsigned>(most)));
}

Interval SegmentationInput::domain() const
{
    return problem ? problem->domain() : domainOfData(*trainingSet);
}

Segmenter prepareSegmenter(const SegmentationInput& input, const Choice& choice)
{
    return segmentationRow(choice.kind).prepare(input, choice);
}

} // namespace tradeoff
