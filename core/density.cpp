// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/density.h"

#include "core/option_table.h"

namespace tradeoff {

const DensityRow& densityRow(std::string_view kind)
{
    return rowOfKind(densityTable(), kind, "/density");
}

Density makeDensity(const Choice& choice, const Interval& domain)
{
    const DensityRow& row = densityRow(choice.kind);
    checkChoice(row.option, choice, "/density");
    return madeAt("/density", [&] { return row.make(choice, domain); });
}

} // namespace tradeoff
