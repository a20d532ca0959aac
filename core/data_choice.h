// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/csv_format.h"
#include "core/scenario.h"

#include <filesystem>

namespace tradeoff {

/// Checks the names of a choice; the file is not looked at.
/// \throws InputError at "/data/file"
void checkData(const DataChoice& data);

/// The columns that a choice names in a file of this format, or else the default ones.
/// \throws InputError at "/data/x", "/data/y" or "/data/file"
[[nodiscard]] ColumnChoice chosenColumns(const CsvFormat& format, const DataChoice& data);

/// The scenario with a relative path of its data file made absolute.
/// \param folder  that the path is relative to
[[nodiscard]] Scenario withDataIn(Scenario scenario, const std::filesystem::path& folder);

/// The scenario with its data file named relative to a folder, if it lies there or below.
[[nodiscard]] Scenario withDataRelativeTo(Scenario scenario, const std::filesystem::path& folder);

} // namespace tradeoff
