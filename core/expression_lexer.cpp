// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression_lexer.h"

#include "core/input_error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace tradeoff::expression {

namespace {

constexpr std::size_t longestText = 2000;
constexpr std::size_t longestQuote = 24;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// What to write instead of characters that people paste or know from programming.
struct Hint {
    std::string_view text;
    std::string_view message;
};

constexpr std::array hints{
    Hint{"=", "a single '=' compares nothing; write == for equal, <= or >="},
    Hint{"&", "'&' is not known; multiply conditions, such as (0 < x) * (x < 1)"},
    Hint{"|", "'|' is not known; write abs(...) for a magnitude, max(a, b) for \"or\""},
    Hint{"!", "'!' is not known alone; != is \"not equal\""},
    Hint{"%", "'%' is not known; write x/100 for a percentage"},
    Hint{"[", "'[' is not known; write '('"},
    Hint{"]", "']' is not known; write ')'"},
    Hint{"{", "'{' is not known; write '('"},
    Hint{"}", "'}' is not known; write ')'"},
    Hint{";", "';' is not known; arguments are separated by ','"},
    Hint{"\u00D7", "multiplication is written *"},
    Hint{"\u00B7", "multiplication is written *"},
    Hint{"\u22C5", "multiplication is written *"},
    Hint{"\u00F7", "division is written /"},
    Hint{"\u2212", "minus is written -"},
    Hint{"\u2013", "minus is written -"},
    Hint{"\u00B2", "powers are written ^2"},
    Hint{"\u00B3", "powers are written ^3"},
    Hint{"\u03C0", "the circle number is written pi"},
    Hint{"\u221A", "the square root is written sqrt(...)"},
    Hint{"\u2264", "\"at most\" is written <="},
    Hint{"\u2265", "\"at least\" is written >="},
    Hint{"\u2260", "\"not equal\" is written !="},
};

/// The character at the text's start, whole if it is UTF-8.
std::string_view firstCharacter(std::string_view text)
{
    const std::size_t longest = static_cast<unsigned char>(text.front()) < 0x80U ? 1 : 4;
    std::size_t length = 1;
    while (length < text.size() && length < longest && isContinuation(text[length]))
        ++length;
    return text.substr(0, length);
}

bool isPrintable(std::string_view character)
{
    const auto first = static_cast<unsigned char>(character.front());
    if (first < 0x80U)
        return first >= 0x20U && first != 0x7FU;
    const std::size_t expected = first >= 0xF0U ? 4 : (first >= 0xE0U ? 3 : 2);
    return first >= 0xC3U && first < 0xF5U && character.size() == expected;
}

} // namespace

std::string shortened(std::string_view word)
{
    return word.size() <= longestQuote ? std::string(word)
                                       : std::string(word.substr(0, longestQuote)) + "...";
}

Lexer::Lexer(std::string_view text)
    : m_text(text)
{
    if (text.size() > longestText) {
        fail({TokenKind::End, {}, longestText, 0.0}, "the formula is too long; at most " +
                                                         std::to_string(longestText) +
                                                         " characters are accepted");
    }
}

Token Lexer::next()
{
    while (m_offset < m_text.size() && isSpace(m_text[m_offset]))
        ++m_offset;
    if (m_offset == m_text.size())
        return {TokenKind::End, {}, m_offset, 0.0};
    const std::string_view rest = m_text.substr(m_offset);
    if (isDigit(rest[0]) || (rest[0] == '.' && rest.size() > 1 && isDigit(rest[1])))
        return number();
    if (!isNameStart(rest[0]))
        return symbol();
    const auto* const end = std::find_if_not(rest.begin(), rest.end(),
                                             [](char c) { return isNameStart(c) || isDigit(c); });
    const auto length = static_cast<std::size_t>(end - rest.begin());
    const Token token{TokenKind::Name, rest.substr(0, length), m_offset, 0.0};
    m_offset += length;
    return token;
}

Token Lexer::number()
{
    const char* const begin = m_text.data() + m_offset;
    Token token{TokenKind::Number, {}, m_offset, 0.0};
    const auto [end, error] = std::from_chars(begin, m_text.data() + m_text.size(), token.number);
    if (error == std::errc::result_out_of_range)
        fail(token, "the number is out of range; magnitudes from 1e-307 to 1e308 are accepted");
    token.text = {begin, static_cast<std::size_t>(end - begin)};
    m_offset += token.text.size();
    return token;
}

Token Lexer::symbol()
{
    constexpr std::array<std::string_view, 4> pairs{"<=", ">=", "==", "!="};
    constexpr std::string_view single = "+-*/^()<>?:,";
    const std::string_view rest = m_text.substr(m_offset);
    Token token{TokenKind::Symbol, firstCharacter(rest), m_offset, 0.0};
    if (std::ranges::find(pairs, rest.substr(0, 2)) != pairs.end()) {
        token.text = rest.substr(0, 2);
    } else if (rest.starts_with("**")) {
        fail(token, "powers are written ^, such as x^2");
    } else if (single.find(rest[0]) == std::string_view::npos) {
        failAtCharacter(token);
    }
    m_offset += token.text.size();
    return token;
}

std::size_t Lexer::column(const Token& token) const
{
    const std::string_view before = m_text.substr(0, token.offset);
    return 1 + before.size() -
           static_cast<std::size_t>(std::ranges::count_if(before, isContinuation));
}

void Lexer::fail(const Token& token, const std::string& message) const
{
    throw InputError("", "column " + std::to_string(column(token)) + ": " + message);
}

void Lexer::failAtCharacter(const Token& token) const
{
    const auto* hint = std::ranges::find(hints, token.text, &Hint::text);
    if (hint != hints.end())
        fail(token, std::string(hint->message));
    const std::string name =
        isPrintable(token.text) ? "'" + std::string(token.text) + "'" : "this character";
    fail(token, name + " is not known; expected numbers, x, functions and + - * / ^ ( )");
}

} // namespace tradeoff::expression
