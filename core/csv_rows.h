// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tradeoff {

/// A row, from its first character to its line break, may have this many bytes.
inline constexpr std::size_t maximumRowBytes = std::size_t{1} << 20;

/// One cell of a row: a view into the text that was scanned.
struct CsvCell {
    std::string_view text; ///< without blanks around it and without quotes around it
    bool quoted = false;   ///< there were quotes; "" inside still stands for one
};

/// The cell's text with "" inside quotes put right.
[[nodiscard]] std::string cellText(const CsvCell& cell);

/// What a CSV file holds between two line breaks outside quotes.
struct CsvRow {
    enum class Kind {
        Cells,
        Blank,          ///< nothing but spaces
        Comment,        ///< begins with the comment mark
        Skipped,        ///< one of the lines at the start that are no table
        UnfinishedQuote ///< a quote is not closed within `maximumRowBytes`: one line is taken
    };
    Kind kind = Kind::Blank;
    std::int64_t line = 1; ///< of the file where the row begins, from 1
    std::string_view text; ///< the whole row without its line break
    std::vector<CsvCell> cells;
};

/// Whether a text is the rest of its file.
enum class TextEnd { MoreFollows, EndOfFile };

/// Cuts text into rows and cells. Line breaks are \n, \r\n or \r, quotes are ". A quote counts only
/// where a cell begins; line breaks and separators inside quotes belong to the cell.
class CsvScanner {
public:
    /// \param separator  of cells; ' ' stands for any number of spaces and tabs
    /// \param comment  mark at the start of comment lines; '\0' for none
    /// \param skippedLines  lines at the start of the file that are no table
    /// \param wantedCells  cells beyond these are passed over
    CsvScanner(char separator, char comment, std::int64_t skippedLines, std::size_t wantedCells);

    /// Takes one row from the front of `rest`, whose views then point into it.
    ///
    /// \param rest  followed by a zero byte, as in a std::string
    /// \returns false, with nothing taken, if the row's end may still follow or nothing is left
    /// \throws InputError at "/data/file" if a line is longer than `maximumRowBytes`
    [[nodiscard]] bool next(std::string_view& rest, TextEnd end, CsvRow& row);

private:
    void skipBlanks();
    void skipToStop();
    void scanRow(CsvRow& row);
    bool scanCell(CsvRow& row);
    void scanQuoted(CsvCell& cell);
    void takeOneLine();
    [[nodiscard]] bool atLineEnd() const;
    [[nodiscard]] bool isBlank(char character) const;

    char m_separator;
    char m_comment;
    std::int64_t m_skippedLines;
    std::size_t m_wantedCells;
    std::array<bool, 256> m_stops{}; ///< characters that may end a cell without quotes
    std::int64_t m_line = 1;

    const char* m_here = nullptr;
    const char* m_end = nullptr;
    std::int64_t m_breaksInQuotes = 0;
    bool m_quoteIsOpen = false;
};

} // namespace tradeoff
