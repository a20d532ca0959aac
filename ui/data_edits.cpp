// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data_edits.h"

#include "core/data_choice.h"
#include "core/dimensions.h"
#include "core/segmentation.h"

#include <QFileInfo>
#include <QStringList>

namespace tradeoff::ui {

bool isDataFile(const QString& fileName)
{
    static const QStringList endings = {QStringLiteral("csv"), QStringLiteral("tsv"),
                                        QStringLiteral("txt"), QStringLiteral("dat")};
    return endings.contains(QFileInfo(fileName).suffix().toLower());
}

Scenario withData(const Scenario& scenario, const DataChoice& data)
{
    Scenario edited = withDimensions(scenario, 1);
    const SegmentationRow& row = segmentationRow(edited.segmentation.kind);
    if (!worksWithData(row.source) || row.option.kind == "manual")
        edited.segmentation = defaultChoice(segmentationRow("learned-density").option);
    edited.data = data;
    return edited;
}

Scenario scenarioWithFile(const Scenario& scenario, const QString& fileName)
{
    const std::filesystem::path path = fileName.toStdU16String();
    const CsvFormat format = recogniseCsv(readHead(path));
    const ColumnChoice columns = defaultColumns(format);
    DataChoice data;
    data.file = QFileInfo(fileName).absoluteFilePath().toStdString();
    data.x = format.columns[columns.x].name;
    data.y = format.columns[columns.y].name;
    return withData(scenario, data);
}

Scenario withoutData(const Scenario& scenario)
{
    Scenario edited = scenario;
    edited.data.reset();
    if (edited.segmentation.kind == "manual")
        edited.segmentation = defaultChoice(segmentationRow("optimal").option);
    return edited;
}

} // namespace tradeoff::ui
