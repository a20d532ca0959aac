// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tradeoff {

/// How the characters of a text file are written as bytes.
enum class TextEncoding {
    Utf8,              ///< with or without byte order mark
    Utf16LittleEndian, ///< with or without byte order mark
    Utf16BigEndian,    ///< with or without byte order mark
    Windows1252        ///< Latin-1, and typographic characters where that has control codes
};

/// One row of the table of encodings.
struct TextEncodingRow {
    TextEncoding encoding;
    std::string_view kind;  ///< "utf-8", "utf-16-le", "utf-16-be", "windows-1252"
    std::string_view label; ///< for people
};

/// The encodings, in the order of the enumeration.
[[nodiscard]] const std::vector<TextEncodingRow>& textEncodingTable();

/// Guesses the encoding from the start of a file: what a byte order mark says, else UTF-8 where the
/// bytes are valid UTF-8 (but for a character cut at the end), else Windows-1252.
[[nodiscard]] TextEncoding recogniseEncoding(std::string_view head);

/// Turns the bytes of a file, piece by piece, into UTF-8 without byte order mark.
///
/// Bytes of a UTF-8 file are passed on unchecked; `oneLine` mends what is shown.
class TextDecoder {
public:
    explicit TextDecoder(TextEncoding encoding)
        : m_encoding(encoding)
    {}

    /// Appends the characters that these bytes complete to `text`.
    void append(std::string_view bytes, std::string& text);
    /// To be called once at the end of the file: a character that was cut becomes U+FFFD.
    void finish(std::string& text);

private:
    void appendUtf8(std::string_view bytes, std::string& text);
    void appendUtf16(std::string_view bytes, std::string& text);
    void appendUnit(char32_t unit, std::string& text);

    TextEncoding m_encoding;
    bool m_atStart = true;        ///< a byte order mark may still come
    std::string m_pending;        ///< bytes of a unit, or of a byte order mark, that is cut
    char32_t m_highSurrogate = 0; ///< the first half of a pair; 0 where there is none
};

/// Text as one line for a message, in valid UTF-8: control characters become spaces, invalid bytes
/// U+FFFD, and more than `most` characters are cut to most − 1 and an ellipsis.
[[nodiscard]] std::string oneLine(std::string_view text, std::size_t most);

} // namespace tradeoff
