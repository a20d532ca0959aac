// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/csv_reader.h"

#include <QTest>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace tradeoff::test {

/// Texts put into files of a folder that goes away at the end.
class CsvFiles {
public:
    [[nodiscard]] std::filesystem::path write(std::string_view bytes) const
    {
        const std::filesystem::path path = folder() / "data.csv";
        std::ofstream file(path, std::ios::binary);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path;
    }

    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
};

/// UTF-16 with a byte order mark.
inline std::string utf16(std::u16string_view text, TextEncoding encoding)
{
    std::string bytes;
    for (const char16_t unit : std::u16string(1, u'\uFEFF') + std::u16string(text)) {
        const auto high = static_cast<char>(unit >> 8);
        const auto low = static_cast<char>(unit & 0xFF);
        const bool isLittle = encoding == TextEncoding::Utf16LittleEndian;
        bytes += isLittle ? low : high;
        bytes += isLittle ? high : low;
    }
    return bytes;
}

/// Reads a file as it presents itself.
inline CsvRequest request(const std::filesystem::path& path)
{
    CsvRequest result;
    result.path = path;
    result.format = recogniseCsv(readHead(path));
    return result;
}

} // namespace tradeoff::test
