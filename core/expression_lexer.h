// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tradeoff::expression {

enum class TokenKind { End, Number, Name, Symbol };

/// A word of a formula.
struct Token {
    TokenKind kind = TokenKind::End;
    std::string_view text;
    std::size_t offset = 0; ///< of its first byte in the formula
    double number = 0.0;    ///< of a number
};

/// A word as messages quote it: its beginning if it is long.
[[nodiscard]] std::string shortened(std::string_view word);

/// Cuts a formula into words. Numbers have a decimal point in every locale.
class Lexer {
public:
    /// \throws InputError if the text is too long; the text must outlive the lexer
    explicit Lexer(std::string_view text);

    /// The next word; End at the end, as often as asked.
    /// \throws InputError at a character that no formula has
    [[nodiscard]] Token next();

    /// Column of a word, counted from 1 in characters.
    [[nodiscard]] std::size_t column(const Token& token) const;

    /// Throws InputError "column N: message".
    [[noreturn]] void fail(const Token& token, const std::string& message) const;

private:
    [[nodiscard]] Token number();
    [[nodiscard]] Token symbol();
    [[noreturn]] void failAtCharacter(const Token& token) const;

    std::string_view m_text;
    std::size_t m_offset = 0;
};

} // namespace tradeoff::expression
