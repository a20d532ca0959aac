// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tradeoff {

/// Running checksum of a file's bytes: CRC-64/XZ (polynomial 42F0E1EBA9EA3693 of ECMA-182,
/// reflected, all ones at both ends). It tells whether a file is still the same; it is no defence
/// against one forged on purpose.
class Checksum {
public:
    /// Adds bytes; any cutting of a file into pieces gives the same checksum.
    void add(std::string_view bytes);

    /// "crc64:" and 16 hexadecimal digits of all bytes so far.
    [[nodiscard]] std::string text() const;

private:
    std::uint64_t m_remainder = ~std::uint64_t{0};
};

} // namespace tradeoff
