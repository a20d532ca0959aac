// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstring>
#include <span>

namespace tradeoff {

/// One number for each of a few training sets side by side; the compiler does arithmetic on several
/// at once. In two vectors, since GCC 12 takes one of this length apart into single numbers.
struct alignas(64) Lanes {
    static constexpr std::size_t size = 8;
    using Half = double __attribute__((vector_size(size / 2 * sizeof(double))));

    Half low{};
    Half high{};

    Lanes() = default;
    Lanes(const Half& first, const Half& second)
        : low(first)
        , high(second)
    {}
    Lanes(const Lanes& other)
        : Lanes(other.low, other.high)
    {}
    Lanes& operator=(const Lanes& other) // NOLINT: as a default, GCC 12 copies in small pieces
    {
        low = other.low;
        high = other.high;
        return *this;
    }
    ~Lanes() = default;

    [[nodiscard]] double operator[](std::size_t lane) const
    {
        return lane < size / 2 ? low[lane] : high[lane - size / 2];
    }
    void add(std::size_t lane, double value)
    {
        Half& half = lane < size / 2 ? low : high;
        half[lane % (size / 2)] += value;
    }
    /// Those of the first training sets.
    void copyTo(std::span<double> target) const
    {
        if (target.size() == size) { // two steps of the processor
            std::memcpy(target.data(), &low, sizeof(Half));
            std::memcpy(target.data() + size / 2, &high, sizeof(Half));
            return;
        }
        for (std::size_t lane = 0; lane < target.size(); ++lane) {
            target[lane] = (*this)[lane];
        }
    }
    /// The same number for all.
    [[nodiscard]] static Lanes of(double value)
    {
        const Half half{value, value, value, value};
        return {half, half};
    }

    friend Lanes operator+(const Lanes& a, const Lanes& b)
    {
        return {a.low + b.low, a.high + b.high};
    }
    friend Lanes operator-(const Lanes& a, const Lanes& b)
    {
        return {a.low - b.low, a.high - b.high};
    }
    friend Lanes operator*(const Lanes& a, const Lanes& b)
    {
        return {a.low * b.low, a.high * b.high};
    }
    /// One division serves both halves: it takes as long as all the rest that is done with the
    /// quotient. Off by 2 to 3 roundings; the divisors' products must be numbers, too.
    friend Lanes operator/(const Lanes& a, const Lanes& b)
    {
        const Half both = 1.0 / (b.low * b.high);
        return {a.low * (both * b.high), a.high * (both * b.low)};
    }
    Lanes& operator+=(const Lanes& other) { return *this = *this + other; }

    /// The first one where a ≤ b, else the second one.
    [[nodiscard]] static Lanes whereAtMost(const Lanes& a, const Lanes& b, const Lanes& first,
                                           const Lanes& second)
    {
        return {a.low <= b.low ? first.low : second.low,
                a.high <= b.high ? first.high : second.high};
    }
    /// To the last bit, which takes twice as long.
    [[nodiscard]] friend Lanes reciprocal(const Lanes& lanes)
    {
        return {1.0 / lanes.low, 1.0 / lanes.high};
    }
};

} // namespace tradeoff
