// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/csv_format.h"
#include "core/data_set.h"
#include "core/training_set.h"

#include <cstddef>
#include <filesystem>

namespace tradeoff {

/// Which file is to be read, and how.
struct CsvRequest {
    std::filesystem::path path;
    CsvFormat format;
    ColumnChoice columns;
    std::size_t chunkBytes = std::size_t{256} << 10; ///< read at a time; at least 1
};

/// Reads two columns of a CSV file.
///
/// Good rows have finite numbers within ±limits::maximumCoordinate in both columns; all others are
/// counted in the data set's report, the first of them by line. Memory: the chunk, one row, and at
/// most 32 bytes a good row while they are being sorted (16 after that).
///
/// \param checkpoint  gets shares that never fall; called for every chunk and while sorting; if it
///        throws, nothing stays behind
/// \throws InputError at "/data/x" or "/data/y" for a column that there is not, else at
/// "/data/file"
///         if the file cannot be read, has no good row or more than limits::maximumSamples of them,
///         or has a line that is too long
[[nodiscard]] DataSet readCsv(const CsvRequest& request, const Checkpoint& checkpoint);

} // namespace tradeoff
