// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text_encoding.h"

#include <algorithm>
#include <array>

namespace tradeoff {

namespace {

constexpr std::string_view utf8Mark = "\xEF\xBB\xBF";
constexpr char32_t byteOrderMark = 0xFEFF;
constexpr char32_t replacement = 0xFFFD;

unsigned byteAt(std::string_view text, std::size_t place)
{
    return static_cast<unsigned char>(text[place]);
}

void appendCharacter(char32_t code, std::string& text)
{
    const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

/// How a place in a text reads as UTF-8 (table 3-7 of the Unicode standard).
struct Utf8Step {
    std::size_t length = 1; ///< bytes of the character, or to skip where it is invalid
    bool valid = false;
    bool cut = false; ///< the text ends within a character that is valid so far
};

Utf8Step utf8Step(std::string_view text, std::size_t place)
{
    const unsigned lead = byteAt(text, place);
    if (lead < 0x80) {
        return {1, true, false};
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return {};
    }
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (std::size_t i = 1; i < length; ++i) {
        if (place + i == text.size()) {
            return {i, false, true};
        }
        const unsigned byte = byteAt(text, place + i);
        if (byte < lowest || byte > highest) {
            return {i, false, false};
        }
        lowest = 0x80;
        highest = 0xBF;
    }
    return {length, true, false};
}

bool isUtf8(std::string_view head)
{
    for (std::size_t place = 0; place < head.size();) {
        const Utf8Step step = utf8Step(head, place);
        if (!step.valid) {
            return step.cut;
        }
        place += step.length;
    }
    return true;
}

/// Windows-1252 from 0x80 to 0x9F; the five codes that it leaves free are Latin-1's.
constexpr std::array<char32_t, 32> windowsCharacters{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

void appendWindows(std::string_view bytes, std::string& text)
{
    for (const char character : bytes) {
        const auto byte = static_cast<unsigned char>(character);
        const bool isSpecial = byte >= 0x80 && byte < 0xA0;
        appendCharacter(isSpecial ? windowsCharacters[byte - 0x80U] : byte, text);
    }
}

} // namespace

const std::vector<TextEncodingRow>& textEncodingTable()
{
    static const std::vector<TextEncodingRow> table{
        {TextEncoding::Utf8, "utf-8", "UTF-8"},
        {TextEncoding::Utf16LittleEndian, "utf-16-le", "UTF-16 (little endian)"},
        {TextEncoding::Utf16BigEndian, "utf-16-be", "UTF-16 (big endian)"},
        {TextEncoding::Windows1252, "windows-1252", "Western (Latin-1, Windows-1252)"},
    };
    return table;
}

TextEncoding recogniseEncoding(std::string_view head)
{
    if (head.starts_with("\xFF\xFE")) {
        return TextEncoding::Utf16LittleEndian;
    }
    if (head.starts_with("\xFE\xFF")) {
        return TextEncoding::Utf16BigEndian;
    }
    return isUtf8(head) ? TextEncoding::Utf8 : TextEncoding::Windows1252;
}

void TextDecoder::append(std::string_view bytes, std::string& text)
{
    switch (m_encoding) {
    case TextEncoding::Utf8:
        appendUtf8(bytes, text);
        break;
    case TextEncoding::Utf16LittleEndian:
    case TextEncoding::Utf16BigEndian:
        appendUtf16(bytes, text);
        break;
    case TextEncoding::Windows1252:
        appendWindows(bytes, text);
        break;
    }
}

void TextDecoder::finish(std::string& text)
{
    if (m_encoding == TextEncoding::Utf8) {
        text += m_pending;
    } else if (!m_pending.empty() || m_highSurrogate != 0) {
        appendCharacter(replacement, text);
    }
    m_pending.clear();
    m_highSurrogate = 0;
}

void TextDecoder::appendUtf8(std::string_view bytes, std::string& text)
{
    if (!m_atStart) {
        text += bytes;
        return;
    }
    m_pending += bytes;
    if (m_pending.size() < utf8Mark.size() && utf8Mark.starts_with(m_pending)) {
        return;
    }
    m_atStart = false;
    const bool marked = std::string_view(m_pending).starts_with(utf8Mark);
    text += std::string_view(m_pending).substr(marked ? utf8Mark.size() : 0);
    m_pending.clear();
}

void TextDecoder::appendUtf16(std::string_view bytes, std::string& text)
{
    const auto unit = [this](unsigned first, unsigned second) -> char32_t {
        return m_encoding == TextEncoding::Utf16LittleEndian ? second << 8 | first
                                                             : first << 8 | second;
    };
    if (!m_pending.empty() && !bytes.empty()) {
        appendUnit(unit(byteAt(m_pending, 0), byteAt(bytes, 0)), text);
        m_pending.clear();
        bytes.remove_prefix(1);
    }
    std::size_t place = 0;
    for (; place + 1 < bytes.size(); place += 2) {
        appendUnit(unit(byteAt(bytes, place), byteAt(bytes, place + 1)), text);
    }
    m_pending += bytes.substr(place);
}

void TextDecoder::appendUnit(char32_t unit, std::string& text)
{
    const bool isMark = m_atStart && unit == byteOrderMark;
    m_atStart = false;
    const bool isHigh = unit >= 0xD800 && unit < 0xDC00;
    const bool isLow = unit >= 0xDC00 && unit < 0xE000;
    if (m_highSurrogate != 0 && isLow) {
        appendCharacter(0x10000 + ((m_highSurrogate - 0xD800) << 10) + (unit - 0xDC00), text);
        m_highSurrogate = 0;
        return;
    }
    if (m_highSurrogate != 0) {
        appendCharacter(replacement, text);
    }
    m_highSurrogate = isHigh ? unit : 0;
    if (!isMark && !isHigh) {
        appendCharacter(isLow ? replacement : unit, text);
    }
}

std::string oneLine(std::string_view text, std::size_t most)
{
    std::string result;
    std::size_t beforeLast = 0; // where the last character that fits begins
    std::size_t characters = 0;
    for (std::size_t place = 0; place < text.size(); ++characters) {
        if (characters == most) {
            result.resize(beforeLast);
            appendCharacter(0x2026, result);
            return result;
        }
        beforeLast = result.size();
        const Utf8Step step = utf8Step(text, place);
        const unsigned lead = byteAt(text, place);
        if (!step.valid) {
            appendCharacter(replacement, result);
        } else if (lead < 0x20 || lead == 0x7F) {
            result += ' ';
        } else {
            result += text.substr(place, step.length);
        }
        place += step.length;
    }
    return result;
}

} // namespace tradeoff
