// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data_choice.h"

#include "core/input_error.h"

#include <string>
#include <vector>

namespace tradeoff {
namespace {

std::filesystem::path pathOf(const std::string& utf8)
{
    return {std::u8string(utf8.begin(), utf8.end())};
}

std::string utf8Of(const std::filesystem::path& path)
{
    const std::u8string characters = path.u8string();
    return {characters.begin(), characters.end()};
}

std::size_t columnOf(const CsvFormat& format, const std::string& name, const std::string& place)
{
    std::string names;
    for (std::size_t i = 0; i < format.columns.size(); ++i) {
        if (format.columns[i].name == name) {
            return i;
        }
        names += (names.empty() ? "\"" : ", \"") + format.columns[i].name + '"';
    }
    throw InputError(place,
                     "there is no column \"" + oneLine(name, 80) + "\": must be one of " + names);
}

} // namespace

void checkData(const DataChoice& data)
{
    if (data.file.empty()) {
        throw InputError("/data/file", "must be the path of a file with data, not empty");
    }
    if (data.file.find('\0') != std::string::npos) {
        throw InputError("/data/file", "must be the path of a file, without zero characters");
    }
}

ColumnChoice chosenColumns(const CsvFormat& format, const DataChoice& data)
{
    ColumnChoice columns;
    if (data.x.empty() || data.y.empty()) {
        columns = defaultColumns(format);
    }
    if (!data.x.empty()) {
        columns.x = columnOf(format, data.x, "/data/x");
    }
    if (!data.y.empty()) {
        columns.y = columnOf(format, data.y, "/data/y");
    }
    return columns;
}

Scenario withDataIn(Scenario scenario, const std::filesystem::path& folder)
{
    if (scenario.data && !scenario.data->file.empty()) {
        const std::filesystem::path file = pathOf(scenario.data->file);
        if (file.is_relative()) {
            scenario.data->file = utf8Of((folder / file).lexically_normal());
        }
    }
    return scenario;
}

Scenario withDataRelativeTo(Scenario scenario, const std::filesystem::path& folder)
{
    if (scenario.data) {
        const std::filesystem::path file =
            pathOf(scenario.data->file).lexically_relative(folder.lexically_normal());
        if (!file.empty() && *file.begin() != "..") {
            scenario.data->file = utf8Of(file);
        }
    }
    return scenario;
}

} // namespace tradeoff
