// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_rows.h"

#include "core/input_error.h"

#include <algorithm>
#include <cstring>

namespace tradeoff {

namespace {

constexpr std::string_view lineBreaks = "\r\n";

std::size_t index(char character)
{
    return static_cast<unsigned char>(character);
}

std::int64_t countLineBreaks(std::string_view text)
{
    std::int64_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isHalfOfPair = text[i] == '\n' && i > 0 && text[i - 1] == '\r';
        count += (text[i] == '\n' || text[i] == '\r') && !isHalfOfPair ? 1 : 0;
    }
    return count;
}

} // namespace

std::string cellText(const CsvCell& cell)
{
    std::string result;
    for (std::size_t i = 0; i < cell.text.size(); ++i) {
        result += cell.text[i];
        if (cell.quoted && cell.text.substr(i, 2) == "\"\"") {
            ++i;
        }
    }
    return result;
}

CsvScanner::CsvScanner(char separator, char comment, std::int64_t skippedLines,
                       std::size_t wantedCells)
    : m_separator(separator)
    , m_comment(comment)
    , m_skippedLines(skippedLines)
    , m_wantedCells(wantedCells)
{
    for (const char stop : {separator, '\n', '\r', '\0'}) {
        m_stops[index(stop)] = true;
    }
    if (separator == ' ') {
        m_stops[index('\t')] = true;
    }
}

bool CsvScanner::isBlank(char character) const
{
    return character == ' ' || (character == '\t' && m_separator != '\t');
}

void CsvScanner::skipBlanks()
{
    while (isBlank(*m_here)) {
        ++m_here; // the zero after the text stops it
    }
}

void CsvScanner::skipToStop()
{
    while (true) {
        while (!m_stops[index(*m_here)]) {
            ++m_here;
        }
        if (*m_here != '\0' || m_here == m_end) {
            return;
        }
        ++m_here; // a zero byte inside the text
    }
}

bool CsvScanner::atLineEnd() const
{
    return m_here == m_end || *m_here == '\n' || *m_here == '\r';
}

void CsvScanner::scanQuoted(CsvCell& cell)
{
    const char* const open = m_here;
    const char* close = open;
    do {
        ++close;
        close = static_cast<const char*>(
            std::memchr(close, '"', static_cast<std::size_t>(m_end - close)));
        if (close == nullptr) {
            m_quoteIsOpen = true;
            m_here = m_end;
            return;
        }
        ++close;
    } while (*close == '"');
    const std::string_view inside(open + 1, close - 1);
    m_breaksInQuotes += countLineBreaks(inside);
    m_here = close;
    skipBlanks();
    if (m_here == m_end || (m_stops[index(*m_here)] && *m_here != '\0') ||
        (m_separator == ' ' && m_here != close)) {
        cell = {inside, true};
        return;
    }
    skipToStop(); // something follows the closing quote: the cell is what stands there
    cell = {std::string_view(open, m_here), false};
}

/// Whether another cell follows.
bool CsvScanner::scanCell(CsvRow& row)
{
    skipBlanks();
    CsvCell cell;
    if (*m_here == '"') {
        scanQuoted(cell);
    } else {
        const char* const start = m_here;
        skipToStop();
        const char* last = m_here;
        while (last != start && isBlank(last[-1])) {
            --last;
        }
        cell.text = {start, last};
    }
    if (row.cells.size() < m_wantedCells) {
        row.cells.push_back(cell);
    }
    if (m_separator == ' ') {
        skipBlanks();
        return !atLineEnd();
    }
    if (m_here == m_end || *m_here != m_separator) {
        return false;
    }
    ++m_here;
    return true;
}

/// Moves to the line break or the end of the text, whichever is first.
void CsvScanner::scanRow(CsvRow& row)
{
    m_breaksInQuotes = 0;
    m_quoteIsOpen = false;
    row.cells.clear();
    if (m_line <= m_skippedLines) {
        row.kind = CsvRow::Kind::Skipped;
        takeOneLine();
        return;
    }
    skipBlanks();
    if (atLineEnd()) {
        row.kind = CsvRow::Kind::Blank;
    } else if (m_comment != '\0' && *m_here == m_comment) {
        row.kind = CsvRow::Kind::Comment;
        takeOneLine();
    } else {
        row.kind = CsvRow::Kind::Cells;
        bool anotherFollows = true;
        while (anotherFollows) {
            anotherFollows = scanCell(row);
        }
    }
}

bool CsvScanner::next(std::string_view& rest, TextEnd end, CsvRow& row)
{
    constexpr auto limit = static_cast<std::ptrdiff_t>(maximumRowBytes);
    const char* const start = rest.data();
    m_here = start;
    m_end = start + rest.size();
    scanRow(row);
    // A carriage return at the very end may be half of a line break.
    const bool mayGoOn = end == TextEnd::MoreFollows &&
                         (m_here == m_end || (*m_here == '\r' && m_here + 1 == m_end));
    const bool isTooLong = rest.size() >= maximumRowBytes && m_here == m_end;
    if (rest.empty() || (mayGoOn && !isTooLong)) {
        return false;
    }
    // Quotes that hold more lines than a row may have were not meant to: one line is given up, and
    // what follows is read as if they were not there.
    if (m_quoteIsOpen || (m_breaksInQuotes > 0 && m_here - start >= limit)) {
        row.kind = CsvRow::Kind::UnfinishedQuote;
        row.cells.clear();
        m_breaksInQuotes = 0;
        m_here = start;
        takeOneLine();
    }
    if (m_here - start >= limit) {
        throw InputError("/data/file", "line " + std::to_string(m_line) +
                                           " is longer than a million characters: is this a table "
                                           "of text?");
    }
    row.line = m_line;
    row.text = {start, m_here};
    m_line += m_breaksInQuotes + 1;
    const bool isPair = m_end - m_here > 1 && m_here[0] == '\r' && m_here[1] == '\n';
    const std::size_t breakLength = m_here == m_end ? 0 : isPair ? 2 : 1;
    rest.remove_prefix(row.text.size() + breakLength);
    return true;
}

void CsvScanner::takeOneLine()
{
    m_here = std::find_first_of(m_here, m_end, lineBreaks.begin(), lineBreaks.end());
}

} // namespace tradeoff
