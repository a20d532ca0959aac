// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute.h"
#include "core/data_choice.h"
#include "core/input_error.h"
#include "core/segmentation.h"

#include <QFile>
#include <QTemporaryDir>

#include <stdexcept>
#include <string>
#include <vector>

namespace tradeoff::test {

/// y of x = 0 … 7; two regions of equal length meet at 3.5, four at 1.75, 3.5 and 5.25.
inline const std::vector<double> outputs{1, 2, 3, 6, 10, 12, 14, 16};

inline std::string smallFile()
{
    std::string text = "time,height\n";
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        text += std::to_string(i) + "," + std::to_string(outputs[i]) + "\n";
    }
    return text;
}

class Files {
public:
    std::string write(const QString& name, const std::string& text) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) ||
            file.write(text.data(), qint64(text.size())) != qint64(text.size())) {
            throw std::runtime_error("the file cannot be written");
        }
        return file.fileName().toStdString();
    }
    [[nodiscard]] std::string path() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
};

inline Scenario scenarioOf(const std::string& file, const std::string& kind = "uniform",
                           int experts = 2)
{
    Scenario scenario = defaultScenario();
    scenario.data = DataChoice{file, {}, {}, {}, {}};
    scenario.segmentation = defaultChoice(segmentationRow(kind).option);
    scenario.experts = experts;
    scenario.sweep = {1, 4, {}};
    return scenario;
}

/// The place where a computation is refused; empty if it is not.
inline std::string refusedAt(const Scenario& scenario)
{
    try {
        static_cast<void>(compute(scenario));
    } catch (const InputError& error) {
        return error.place();
    }
    return {};
}

} // namespace tradeoff::test
