// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/training_set.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tradeoff {

/// Why a row of a file is not part of the data.
enum class BadRowReason {
    MissingValue, ///< the row ends before the column, or its cell is empty
    NotANumber,
    NotFinite,      ///< "nan", "inf" or beyond the range of numbers
    OutOfRange,     ///< beyond ±limits::maximumCoordinate
    UnfinishedQuote ///< a quotation mark that is never closed
};
inline constexpr std::size_t badRowReasons = 5;

/// For people: "value missing", "not a number" and so on.
[[nodiscard]] std::string_view badRowLabel(BadRowReason reason);

/// One row that is not part of the data.
struct BadRow {
    std::int64_t line = 1; ///< of the file, from 1
    BadRowReason reason = BadRowReason::NotANumber;
    std::string text; ///< of the row, as one line of at most `RowReport::longestText` characters

    bool operator==(const BadRow&) const = default;
};

/// What became of every row of a file.
struct RowReport {
    static constexpr std::size_t mostShown = 20;
    static constexpr std::size_t longestText = 40;

    std::int64_t goodRows = 0;
    std::array<std::int64_t, badRowReasons> badRows{}; ///< by reason
    std::vector<BadRow> firstBadRows;                  ///< at most `mostShown`, by line
    std::int64_t blankLines = 0;
    std::int64_t commentLines = 0;
    std::int64_t skippedLines = 0; ///< at the start of the file, as the format says

    [[nodiscard]] std::int64_t totalBadRows() const;

    bool operator==(const RowReport&) const = default;
};

/// The bad rows in one phrase, the commonest reason first: "3 not a number, 1 out of range"; empty
/// where there are none.
[[nodiscard]] std::string describeBadRows(const RowReport& report);

/// What became of the rows in one sentence, with the first lines of each reason: "200 000 rows
/// read, 3 left out (2 not a number: lines 17, 90; 1 value missing: line 5)".
[[nodiscard]] std::string describeRows(const RowReport& report);

/// Where data come from.
struct DataSource {
    std::filesystem::path path;
    std::string checksum; ///< of the file's bytes; see Checksum
    std::string xName;    ///< of the columns
    std::string yName;
    RowReport rows;

    bool operator==(const DataSource&) const = default;
};

/// One good row.
struct DataPoint {
    double x = 0.0;
    double y = 0.0;
};

/// A user's data, sorted by x; rows with equal x stay in the order of the file. Immutable.
struct DataSet {
    DataSource source;
    std::shared_ptr<const std::vector<double>> x;
    std::shared_ptr<const std::vector<double>> y;
    Interval rangeOfX;
    Interval rangeOfY;
};

/// Sorts points into a data set, in time that grows in proportion to their number. Memory: the
/// points and as much again.
///
/// \param points  at least one, finite
/// \param checkpoint  gets shares that never fall; may throw to end it
[[nodiscard]] DataSet makeDataSet(DataSource source, std::vector<DataPoint> points,
                                  const Checkpoint& checkpoint);

/// The domain of data: the range of their x, or a little around it where that is too short to be
/// cut into regions.
[[nodiscard]] Interval domainOfData(const TrainingSet& data);

/// The data as a training set: with prefix sums that make regions cheap. Shares x and y.
[[nodiscard]] TrainingSet trainingSetOf(const DataSet& data, const Checkpoint& checkpoint);

} // namespace tradeoff
