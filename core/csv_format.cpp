// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_format.h"

#include "core/csv_rows.h"
#include "core/input_error.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <map>
#include <span>
#include <tuple>
#include <utility>

namespace tradeoff {

namespace {

constexpr std::size_t longestName = 100;
constexpr std::size_t rowsLookedAt = 1000;

/// In the order of preference.
constexpr std::array separators{'\t', ';', '|', ',', ' '};

struct Head {
    std::string text;
    TextEnd end = TextEnd::EndOfFile;
};

Head decoded(std::string_view bytes, TextEncoding encoding)
{
    Head head;
    TextDecoder decoder(encoding);
    decoder.append(bytes, head.text);
    if (bytes.size() < recognitionBytes) {
        decoder.finish(head.text);
    } else {
        head.end = TextEnd::MoreFollows; // a row that is cut off is not looked at
    }
    return head;
}

/// The rows with cells at the start of a text.
struct Rows {
    std::vector<std::vector<CsvCell>> cells;
    std::string_view lastComment; ///< before the first row, without its mark
};

Rows scanRows(const Head& head, char separator, char comment, int skippedLines)
{
    Rows rows;
    CsvRow row;
    CsvScanner scanner(separator, comment, skippedLines, std::numeric_limits<std::size_t>::max());
    std::string_view rest = head.text;
    while (rows.cells.size() < rowsLookedAt && scanner.next(rest, head.end, row)) {
        if (row.kind == CsvRow::Kind::Cells) {
            rows.cells.push_back(row.cells);
        } else if (row.kind == CsvRow::Kind::Comment && rows.cells.empty()) {
            rows.lastComment = row.text.substr(row.text.find(comment) + 1);
        }
    }
    return rows;
}

/// What a separator makes of the rows.
struct Reading {
    char separator = ',';
    DecimalMark decimalMark = DecimalMark::Point;
    std::size_t columns = 0; ///< cells that most rows have
    bool isConsistent = false;
    std::vector<bool> numeric; ///< for each column
};

bool isNumber(const CsvCell& cell, DecimalMark mark)
{
    return readNumber(cell.text, mark).fault == CellFault::None;
}

/// The rows below what may be a header.
std::span<const std::vector<CsvCell>> body(const Rows& rows)
{
    const std::span<const std::vector<CsvCell>> all = rows.cells;
    return all.size() > 1 ? all.subspan(1) : all;
}

DecimalMark commonMark(const Rows& rows)
{
    std::size_t points = 0;
    std::size_t commas = 0;
    for (const std::vector<CsvCell>& cells : body(rows)) {
        for (const CsvCell& cell : cells) {
            const bool hasPoint = cell.text.find('.') != std::string_view::npos;
            const bool hasComma = cell.text.find(',') != std::string_view::npos;
            points += hasPoint && isNumber(cell, DecimalMark::Point) ? 1 : 0;
            commas += hasComma && isNumber(cell, DecimalMark::Comma) ? 1 : 0;
        }
    }
    return commas > points ? DecimalMark::Comma : DecimalMark::Point;
}

/// The commonest number of cells, the larger among equals, and whether most rows have it.
std::pair<std::size_t, bool> commonWidth(std::span<const std::vector<CsvCell>> rows)
{
    std::map<std::size_t, std::size_t> counts;
    for (const std::vector<CsvCell>& cells : rows) {
        ++counts[cells.size()];
    }
    std::size_t width = 0;
    std::size_t count = 0;
    for (const auto& [cells, times] : counts) {
        if (times >= count) {
            width = cells;
            count = times;
        }
    }
    return {width, 2 * count >= rows.size()};
}

std::vector<bool> numericColumns(const Rows& rows, std::size_t columns, DecimalMark mark)
{
    std::vector<std::size_t> numbers(columns);
    std::vector<std::size_t> texts(columns);
    for (const std::vector<CsvCell>& cells : body(rows)) {
        for (std::size_t i = 0; i < std::min(columns, cells.size()); ++i) {
            const CellFault fault = readNumber(cells[i].text, mark).fault;
            numbers[i] += fault == CellFault::None ? 1 : 0;
            texts[i] += fault == CellFault::NotANumber ? 1 : 0;
        }
    }
    std::vector<bool> numeric(columns);
    for (std::size_t i = 0; i < columns; ++i) {
        numeric[i] = numbers[i] > 0 && numbers[i] >= texts[i];
    }
    return numeric;
}

Reading readingOf(const Rows& rows, char separator, const CsvDecisions& decisions)
{
    Reading reading;
    reading.separator = separator;
    reading.decimalMark = decisions.decimalMark.value_or(commonMark(rows));
    std::tie(reading.columns, reading.isConsistent) = commonWidth(body(rows));
    reading.numeric = numericColumns(rows, reading.columns, reading.decimalMark);
    return reading;
}

/// Whether the first row names the columns: text above numbers and no number above numbers.
bool looksLikeHeader(const Rows& rows, const Reading& reading)
{
    if (rows.cells.empty()) {
        return false;
    }
    const std::vector<CsvCell>& first = rows.cells.front();
    const auto cells = std::min(first.size(), reading.columns);
    const auto fault = [&](std::size_t i) {
        return readNumber(first[i].text, reading.decimalMark).fault;
    };
    if (rows.cells.size() == 1) { // nothing below it: names, if they are not numbers
        return std::all_of(first.begin(), first.end(), [&](const CsvCell& cell) {
            return readNumber(cell.text, reading.decimalMark).fault == CellFault::NotANumber;
        });
    }
    bool hasText = false;
    for (std::size_t i = 0; i < cells; ++i) {
        if (reading.numeric[i] && fault(i) == CellFault::None) {
            return false;
        }
        hasText = hasText || (reading.numeric[i] && fault(i) == CellFault::NotANumber);
    }
    return hasText;
}

std::vector<std::string> namesOf(const std::vector<CsvCell>& cells)
{
    std::vector<std::string> names;
    names.reserve(cells.size());
    for (const CsvCell& cell : cells) {
        names.push_back(oneLine(cellText(cell), longestName));
    }
    return names;
}

/// The names in the comment line above the first row, as some programs write them; none if it does
/// not hold as many cells as there are columns, or numbers.
std::vector<std::string> namesInComment(const Rows& rows, const Reading& reading)
{
    Head line;
    line.text = rows.lastComment;
    const Rows names = scanRows(line, reading.separator, '\0', 0);
    if (names.cells.empty() || names.cells.front().size() != reading.columns ||
        reading.columns < 2) {
        return {};
    }
    const std::vector<CsvCell>& cells = names.cells.front();
    const bool hasNumber = std::any_of(cells.begin(), cells.end(), [&](const CsvCell& cell) {
        return isNumber(cell, reading.decimalMark);
    });
    return hasNumber ? std::vector<std::string>{} : namesOf(cells);
}

std::vector<CsvColumn> columnsOf(const Rows& rows, const Reading& reading, bool hasHeader)
{
    std::vector<std::string> names;
    if (hasHeader && !rows.cells.empty()) {
        names = namesOf(rows.cells.front());
    } else if (!hasHeader) {
        names = namesInComment(rows, reading);
    }
    names.resize(std::max(names.size(), reading.columns));
    std::vector<CsvColumn> columns(names.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        columns[i].name = names[i].empty() ? "column " + std::to_string(i + 1) : names[i];
        columns[i].numeric = i < reading.columns && reading.numeric[i];
    }
    return columns;
}

/// How well a reading explains the rows; the larger the better.
auto rank(const Reading& reading)
{
    const auto numbers = std::count(reading.numeric.begin(), reading.numeric.end(), true);
    const bool cuts = reading.isConsistent && reading.columns > 1;
    const bool onlyNumbers = numbers == static_cast<std::ptrdiff_t>(reading.columns);
    return std::tuple(cuts, cuts ? std::min<std::ptrdiff_t>(numbers, 2) : 0, cuts && onlyNumbers);
}

/// The separator in a first line "sep=;", which spreadsheets write and obey.
std::optional<char> declaredSeparator(std::string_view text)
{
    constexpr std::string_view key = "sep=";
    if (!text.starts_with(key) || text.size() <= key.size() + 1) {
        return std::nullopt;
    }
    const char separator = text[key.size()];
    const char after = text[key.size() + 1];
    const bool isKnown =
        std::find(separators.begin(), separators.end(), separator) != separators.end();
    return isKnown && (after == '\n' || after == '\r') ? std::optional(separator) : std::nullopt;
}

} // namespace

CsvFormat recogniseCsv(std::string_view bytes, const CsvDecisions& decisions)
{
    CsvFormat format;
    format.encoding = decisions.encoding.value_or(recogniseEncoding(bytes));
    const Head head = decoded(bytes, format.encoding);
    const std::optional<char> declared = declaredSeparator(head.text);
    format.skippedLines = decisions.skippedLines.value_or(declared ? 1 : 0);
    format.comment = decisions.comment.value_or(format.comment);
    const auto rowsBy = [&](char separator) {
        return scanRows(head, separator, format.comment, format.skippedLines);
    };

    std::optional<char> separator = decisions.separator ? decisions.separator : declared;
    if (!separator) {
        auto best = rank(Reading());
        separator = ','; // where nothing cuts the rows
        for (const char candidate : separators) {
            const auto found = rank(readingOf(rowsBy(candidate), candidate, decisions));
            if (found > best) {
                best = found;
                separator = candidate;
            }
        }
    }
    const Rows rows = rowsBy(*separator);
    const Reading reading = readingOf(rows, *separator, decisions);
    format.separator = *separator;
    format.decimalMark = reading.decimalMark;
    format.hasHeader = decisions.hasHeader.value_or(looksLikeHeader(rows, reading));
    format.columns = columnsOf(rows, reading, format.hasHeader);
    return format;
}

ColumnChoice defaultColumns(const CsvFormat& format)
{
    std::vector<std::size_t> numeric;
    for (std::size_t i = 0; i < format.columns.size(); ++i) {
        if (format.columns[i].numeric) {
            numeric.push_back(i);
        }
    }
    if (numeric.size() < 2) {
        throw InputError("/data/file", "must have two columns of numbers, x and y, not " +
                                           std::to_string(numeric.size()));
    }
    return {numeric[0], numeric[1]};
}

std::vector<std::vector<std::string>> previewRows(std::string_view bytes, const CsvFormat& format,
                                                  std::size_t most)
{
    const Head head = decoded(bytes, format.encoding);
    const Rows rows = scanRows(head, format.separator, format.comment, format.skippedLines);
    std::vector<std::vector<std::string>> preview;
    for (std::size_t i = format.hasHeader ? 1 : 0; i < rows.cells.size() && preview.size() < most;
         ++i) {
        preview.push_back(namesOf(rows.cells[i]));
    }
    return preview;
}

std::string readHead(const std::filesystem::path& path)
{
    std::error_code error;
    std::ifstream file;
    if (std::filesystem::is_regular_file(path, error)) {
        file.open(path, std::ios::binary);
    }
    std::string head(recognitionBytes, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (!file.is_open() || file.bad()) {
        throw InputError("/data/file", "cannot be read: " + path.string());
    }
    head.resize(static_cast<std::size_t>(file.gcount()));
    return head;
}

} // namespace tradeoff
