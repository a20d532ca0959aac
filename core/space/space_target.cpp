// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_target.h"

#include "core/option_table.h"

namespace tradeoff {

const SpaceTargetRow& spaceTargetRow(std::string_view kind)
{
    return rowOfKind(spaceTargetTable(), kind, "/target");
}

SpaceTarget makeSpaceTarget(const Choice& choice, const BoxDomain& domain)
{
    const SpaceTargetRow& row = spaceTargetRow(choice.kind);
    checkChoice(row.option, choice, "/target");
    return madeAt("/target", [&] { return row.make(choice, domain); });
}

std::vector<double> onePerCoordinate(const std::vector<double>& numbers, std::size_t dimensions,
                                     const std::string& place)
{
    if (numbers.size() == 1) {
        return std::vector<double>(dimensions, numbers.front());
    }
    if (numbers.size() != dimensions) {
        throw InputError(place, "has " + std::to_string(numbers.size()) +
                                    " numbers; must be one for each of the " +
                                    std::to_string(dimensions) +
                                    " coordinates, or a single one for all");
    }
    return numbers;
}

} // namespace tradeoff
