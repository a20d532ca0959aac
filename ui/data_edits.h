// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"

#include <QString>

namespace tradeoff::ui {

/// Whether a file is taken for data, by its name: .csv, .tsv, .txt or .dat.
[[nodiscard]] bool isDataFile(const QString& fileName);

/// The scenario with data in the place of its formulas, in one dimension as they have one input. A
/// segmentation that cannot be made from data gives way to the estimated optimal density, and so do
/// manual boundaries of other data.
[[nodiscard]] Scenario withData(const Scenario& scenario, const DataChoice& data);

/// The same with the recognised format and the first two columns of numbers.
/// \throws InputError at "/data/file" for a file that cannot be read or has too few such columns
[[nodiscard]] Scenario scenarioWithFile(const Scenario& scenario, const QString& fileName);

/// The scenario with its formulas again; manual boundaries, which were those of the data, give way
/// to the optimal segmentation.
[[nodiscard]] Scenario withoutData(const Scenario& scenario);

} // namespace tradeoff::ui
