// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario_options.h"

#include "core/density.h"
#include "core/option_table.h"
#include "core/segmentation.h"
#include "core/space/space_density.h"
#include "core/space/space_segmentation.h"
#include "core/space/space_target.h"
#include "core/target.h"

#include <string>

namespace tradeoff {

namespace {

std::vector<const Option*> targetOptions(std::size_t dimensions)
{
    return dimensions == 1 ? optionsOf(targetTable()) : optionsOf(spaceTargetTable());
}

std::vector<const Option*> densityOptions(std::size_t dimensions)
{
    return dimensions == 1 ? optionsOf(densityTable()) : optionsOf(spaceDensityTable());
}

std::vector<const Option*> segmentationOptions(std::size_t dimensions)
{
    if (dimensions == 1) {
        return optionsOf(segmentationTable());
    }
    std::vector<const Option*> options;
    for (const SpaceSegmentationRow& row : spaceSegmentationTable()) {
        if (dimensions == 2 || !row.planeOnly) {
            options.push_back(&row.option);
        }
    }
    return options;
}

} // namespace

const std::vector<ChoiceSlot>& choiceSlots()
{
    static const std::vector<ChoiceSlot> slots{
        {"target", &Scenario::target, targetOptions},
        {"density", &Scenario::density, densityOptions},
        {"segmentation", &Scenario::segmentation, segmentationOptions}};
    return slots;
}

const Option& optionOf(const Scenario& scenario, const ChoiceSlot& slot)
{
    return optionOfKind(slot.options(scenario.dimensions()), (scenario.*slot.member).kind,
                        std::string("/") + slot.name);
}

} // namespace tradeoff
