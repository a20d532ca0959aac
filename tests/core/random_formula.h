// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>

namespace tradeoff {

/// Random formulas in x, the same ones on every platform for the same seed.
class RandomFormulas {
public:
    explicit RandomFormulas(std::uint64_t seed)
        : m_engine(seed)
    {}

    /// Everything that the grammar has.
    std::string any(int depth)
    {
        if (depth == 0)
            return leaf();
        switch (below(12)) {
        case 0:
            return any(depth - 1) + " + " + product(depth - 1);
        case 1:
            return any(depth - 1) + "-" + product(depth - 1);
        case 2:
            return product(depth);
        case 3:
            return "-" + product(depth - 1);
        case 4:
            return "(" + any(depth - 1) + ")/(" + any(depth - 1) + ")";
        case 5:
            return "(" + any(depth - 1) + ")^" + pick(exponents);
        case 6:
            return "(" + any(depth - 1) + comparison() + any(depth - 1) + " ? " + any(depth - 1) +
                   " : " + any(depth - 1) + ")";
        case 7:
            return "(" + sum(depth - 1) + comparison() + sum(depth - 1) + ")";
        case 8:
            return pick(extremes) + "(" + any(depth - 1) + ", " + any(depth - 1) + ", " + leaf() +
                   ")";
        default:
            return pick(functions) + "(" + any(depth - 1) + ")";
        }
    }

    /// Without kinks, jumps and poles.
    std::string smooth(int depth)
    {
        if (depth == 0)
            return leaf();
        switch (below(6)) {
        case 0:
            return "(" + smooth(depth - 1) + " + " + smooth(depth - 1) + ")";
        case 1:
            return "(" + smooth(depth - 1) + " - " + smooth(depth - 1) + ")";
        case 2:
        case 3:
            return smooth(depth - 1) + "*" + smooth(depth - 1);
        default:
            return pick(smoothFunctions) + "(" + number(12) + "*" + smooth(depth - 1) + ")";
        }
    }

    double uniform() { return static_cast<double>(m_engine() >> 11U) * 0x1p-53; }
    std::size_t below(std::size_t count) { return m_engine() % count; }

private:
    static constexpr std::array<const char*, 8> exponents{"2",   "3",    "-1", "0.5",
                                                          "1.7", "2^-1", "x",  "-x^2"};
    static constexpr std::array<const char*, 2> extremes{"min", "max"};
    static constexpr std::array<const char*, 16> functions{
        "sin",  "cos", "tan", "asin", "acos",  "atan", "sinh", "cosh",
        "tanh", "exp", "log", "sqrt", "log10", "abs",  "sign", "step"};
    static constexpr std::array<const char*, 4> smoothFunctions{"sin", "cos", "tanh", "atan"};
    static constexpr std::array<const char*, 6> comparisons{" < ",  " <= ", " > ",
                                                            " >= ", " == ", " != "};

    template <std::size_t count>
    std::string pick(const std::array<const char*, count>& choices)
    {
        return choices[below(count)];
    }
    std::string comparison() { return pick(comparisons); }
    std::string number(double largest)
    {
        std::array<char, 32> text{};
        const auto tenThousandths = static_cast<int>(uniform() * largest * 10000) + 1;
        std::snprintf(text.data(), text.size(), "%d.%04d", tenThousandths / 10000,
                      tenThousandths % 10000);
        return text.data();
    }
    std::string leaf()
    {
        switch (below(6)) {
        case 0:
            return "pi";
        case 1:
        case 2:
            return number(3);
        default:
            return "x";
        }
    }
    std::string product(int depth)
    {
        return depth == 0 ? leaf() : "(" + any(depth - 1) + ")*" + leaf();
    }
    std::string sum(int depth) { return leaf() + "+(" + any(depth) + ")"; }

    std::mt19937_64 m_engine;
};

} // namespace tradeoff
