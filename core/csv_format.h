// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/csv_number.h"
#include "core/text_encoding.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradeoff {

/// From how many bytes at its start a file's format is recognised.
inline constexpr std::size_t recognitionBytes = std::size_t{64} << 10;

/// One column of a CSV file.
struct CsvColumn {
    std::string name;     ///< from the header, else "column 1" and so on; valid UTF-8, one line
    bool numeric = false; ///< at least half of its cells that are not empty or NaN are numbers

    bool operator==(const CsvColumn&) const = default;
};

/// How a CSV file is to be read. Line breaks (\n, \r\n, \r), quotes ("" for one inside) and blank
/// lines need no setting: see CsvScanner.
struct CsvFormat {
    TextEncoding encoding = TextEncoding::Utf8;
    char separator = ','; ///< ',', ';', '\t', '|', or ' ' for any number of spaces and tabs
    DecimalMark decimalMark = DecimalMark::Point;
    char comment = '#';     ///< lines that begin with it are passed over; '\0': there are none
    int skippedLines = 0;   ///< lines at the start that are no table, such as "sep=;"
    bool hasHeader = false; ///< the first row holds the names of the columns
    std::vector<CsvColumn> columns;

    bool operator==(const CsvFormat&) const = default;
};

/// Parts of a format that somebody has decided on; the rest is recognised.
struct CsvDecisions {
    std::optional<TextEncoding> encoding;
    std::optional<char> separator;
    std::optional<DecimalMark> decimalMark;
    std::optional<char> comment;
    std::optional<int> skippedLines;
    std::optional<bool> hasHeader;

    bool operator==(const CsvDecisions&) const = default;
};

/// Which columns are x and y, counted from 0.
struct ColumnChoice {
    std::size_t x = 0;
    std::size_t y = 1;

    bool operator==(const ColumnChoice&) const = default;
};

/// Recognises the format from the start of a file.
///
/// The separator is the one that cuts most rows into equally many cells, preferring one that gives
/// two columns of numbers, then one that gives nothing but numbers, then tab, semicolon, bar, comma
/// and space in this order. The decimal mark is the one that more numbers have. The first row is a
/// header if it has text above numbers and no number above numbers; names may also stand in the
/// comment line before the first row. Total: any bytes give some format.
///
/// \param head  the first `recognitionBytes` bytes, or the whole of a shorter file
[[nodiscard]] CsvFormat recogniseCsv(std::string_view head, const CsvDecisions& decisions = {});

/// x is the first numeric column, y the second.
/// \throws InputError at "/data/file" if there are fewer than two numeric columns
[[nodiscard]] ColumnChoice defaultColumns(const CsvFormat& format);

/// The cells of the first rows, for a preview, each as one line of UTF-8; header, comments and
/// blank lines left out.
[[nodiscard]] std::vector<std::vector<std::string>>
previewRows(std::string_view head, const CsvFormat& format, std::size_t most);

/// The first `recognitionBytes` bytes of a file, or all of a shorter one.
/// \throws InputError at "/data/file" if it cannot be read
[[nodiscard]] std::string readHead(const std::filesystem::path& path);

} // namespace tradeoff
