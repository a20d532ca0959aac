// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_reader.h"

#include "core/checksum.h"
#include "core/csv_number.h"
#include "core/csv_rows.h"
#include "core/input_error.h"
#include "core/scenario.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tradeoff {

namespace {

constexpr double shareOfReading = 0.8; ///< of the whole work; the rest is sorting
constexpr auto mostRows = static_cast<std::size_t>(limits::maximumSamples);

void checkColumn(const CsvFormat& format, std::size_t column, const char* place)
{
    const std::size_t count = format.columns.size();
    if (column >= count) {
        throw InputError(place, count == 0 ? std::string("there are no columns")
                                           : "must be a column from 1 to " + std::to_string(count) +
                                                 ", not " + std::to_string(column + 1));
    }
}

BadRowReason reasonOf(CellFault fault)
{
    switch (fault) {
    case CellFault::Empty:
        return BadRowReason::MissingValue;
    case CellFault::NotANumber:
        return BadRowReason::NotANumber;
    case CellFault::None: // not asked for
    case CellFault::NotFinite:
        break;
    }
    return BadRowReason::NotFinite;
}

/// Collects the points of a text that comes in pieces.
class Collector {
public:
    explicit Collector(const CsvRequest& request)
        : m_format(request.format)
        , m_columns(request.columns)
        , m_decoder(request.format.encoding)
        , m_scanner(request.format.separator, request.format.comment, request.format.skippedLines,
                    std::max(request.columns.x, request.columns.y) + 1)
        , m_headerIsDue(request.format.hasHeader)
    {}

    void add(std::string_view bytes)
    {
        m_decoder.append(bytes, m_text);
        scan(TextEnd::MoreFollows);
    }

    void finish()
    {
        m_decoder.finish(m_text);
        scan(TextEnd::EndOfFile);
    }

    /// Makes room for what a file of this size will give, going by its first bytes.
    void expect(std::uintmax_t bytesRead, std::uintmax_t fileBytes)
    {
        constexpr double margin = 1.05;
        const double rows = margin * static_cast<double>(m_points.size()) *
                            static_cast<double>(fileBytes) / static_cast<double>(bytesRead);
        m_points.reserve(static_cast<std::size_t>(std::min(rows, static_cast<double>(mostRows))));
    }

    std::vector<DataPoint> points() { return std::move(m_points); }
    RowReport report() { return std::move(m_report); }

private:
    void scan(TextEnd end)
    {
        std::string_view rest = m_text;
        while (m_scanner.next(rest, end, m_row)) {
            addRow();
        }
        m_text.erase(0, m_text.size() - rest.size());
    }

    void addRow()
    {
        switch (m_row.kind) {
        case CsvRow::Kind::Cells:
            break;
        case CsvRow::Kind::Blank:
            ++m_report.blankLines;
            return;
        case CsvRow::Kind::Comment:
            ++m_report.commentLines;
            return;
        case CsvRow::Kind::Skipped:
            ++m_report.skippedLines;
            return;
        case CsvRow::Kind::UnfinishedQuote:
            m_headerIsDue = false;
            addBad(BadRowReason::UnfinishedQuote);
            return;
        }
        if (std::exchange(m_headerIsDue, false)) {
            return;
        }
        DataPoint point;
        std::optional<BadRowReason> reason = readCell(m_columns.x, point.x);
        if (!reason) {
            reason = readCell(m_columns.y, point.y);
        }
        if (reason) {
            addBad(*reason);
            return;
        }
        if (m_points.size() == mostRows) {
            throw InputError("/data/file", "must have at most " + std::to_string(mostRows) +
                                               " rows; line " + std::to_string(m_row.line) +
                                               " is one more");
        }
        m_points.push_back(point);
        ++m_report.goodRows;
    }

    std::optional<BadRowReason> readCell(std::size_t column, double& value) const
    {
        if (column >= m_row.cells.size()) {
            return BadRowReason::MissingValue;
        }
        const CellNumber number = readNumber(m_row.cells[column].text, m_format.decimalMark);
        if (number.fault != CellFault::None) {
            return reasonOf(number.fault);
        }
        value = number.value;
        return std::abs(value) <= limits::maximumCoordinate
                   ? std::nullopt
                   : std::optional(BadRowReason::OutOfRange);
    }

    void addBad(BadRowReason reason)
    {
        ++m_report.badRows[static_cast<std::size_t>(reason)];
        if (m_report.firstBadRows.size() < RowReport::mostShown) {
            m_report.firstBadRows.push_back(
                {m_row.line, reason, oneLine(m_row.text, RowReport::longestText)});
        }
    }

    const CsvFormat& m_format;
    ColumnChoice m_columns;
    TextDecoder m_decoder;
    CsvScanner m_scanner;
    CsvRow m_row;
    std::string m_text; ///< what is not scanned yet: at most a row and a chunk
    bool m_headerIsDue;
    std::vector<DataPoint> m_points;
    RowReport m_report;
};

/// Reads the file through the collector; returns its checksum.
std::string readThrough(const CsvRequest& request, Collector& collector,
                        const Checkpoint& checkpoint)
{
    std::error_code error;
    const std::uintmax_t fileBytes = std::filesystem::file_size(request.path, error);
    std::ifstream file;
    if (!error && std::filesystem::is_regular_file(request.path, error)) {
        file.open(request.path, std::ios::binary);
    }
    if (!file.is_open()) {
        throw InputError("/data/file", "cannot be read: " + request.path.string());
    }
    std::string chunk(request.chunkBytes, '\0');
    std::uintmax_t bytesRead = 0;
    Checksum checksum;
    while (file.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) ||
           file.gcount() > 0) {
        const std::string_view bytes(chunk.data(), static_cast<std::size_t>(file.gcount()));
        checksum.add(bytes);
        collector.add(bytes);
        if (bytesRead == 0) {
            collector.expect(bytes.size(), fileBytes);
        }
        bytesRead += bytes.size();
        if (checkpoint) {
            // A file may grow while it is being read.
            const double share = static_cast<double>(bytesRead) / static_cast<double>(fileBytes);
            checkpoint(shareOfReading * std::min(share, 1.0));
        }
    }
    if (file.bad()) {
        throw InputError("/data/file", "cannot be read to its end: " + request.path.string());
    }
    if (bytesRead == 0) {
        throw InputError("/data/file", "is empty");
    }
    collector.finish();
    return checksum.text();
}

void checkReport(const RowReport& report, const CsvRequest& request)
{
    if (report.goodRows > 0) {
        return;
    }
    if (report.totalBadRows() == 0) {
        throw InputError("/data/file", "has no rows of data");
    }
    const auto name = [&](std::size_t column) {
        return "\"" + request.format.columns[column].name + "\"";
    };
    const BadRow& first = report.firstBadRows.front();
    throw InputError("/data/file", "has no row with numbers in " + name(request.columns.x) +
                                       " and " + name(request.columns.y) + ": " +
                                       describeBadRows(report) + "; line " +
                                       std::to_string(first.line) + " is \"" + first.text + "\"");
}

} // namespace

DataSet readCsv(const CsvRequest& request, const Checkpoint& checkpoint)
{
    checkColumn(request.format, request.columns.x, "/data/x");
    checkColumn(request.format, request.columns.y, "/data/y");
    Collector collector(request);
    DataSource source;
    source.path = request.path;
    source.checksum = readThrough(request, collector, checkpoint);
    source.xName = request.format.columns[request.columns.x].name;
    source.yName = request.format.columns[request.columns.y].name;
    source.rows = collector.report();
    checkReport(source.rows, request);
    const Checkpoint whileSorting = [&](double share) {
        checkpoint(shareOfReading + (1 - shareOfReading) * share);
    };
    return makeDataSet(std::move(source), collector.points(),
                       checkpoint ? whileSorting : Checkpoint());
}

} // namespace tradeoff
