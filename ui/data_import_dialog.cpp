// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data_import_dialog.h"

#include "core/input_error.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace tradeoff::ui {

namespace {

constexpr std::size_t previewedRows = 12;

const std::array<std::pair<char, const char*>, 5> separators{
    {{',', "Comma ,"}, {';', "Semicolon ;"}, {'\t', "Tab"}, {'|', "Bar |"}, {' ', "Blanks"}}};

QString text(const std::string& characters)
{
    return QString::fromStdString(characters);
}

void fillColumns(QComboBox& box, const CsvFormat& format, std::size_t chosen)
{
    const QSignalBlocker quiet(&box);
    box.clear();
    for (const CsvColumn& column : format.columns) {
        const QString name = text(column.name);
        box.addItem(column.numeric ? name : DataImportDialog::tr("%1 (no numbers)").arg(name));
    }
    box.setCurrentIndex(static_cast<int>(chosen));
}

} // namespace

DataImportDialog::DataImportDialog(const QString& fileName, QWidget* parent)
    : QDialog(parent)
    , m_fileName(QFileInfo(fileName).absoluteFilePath())
    , m_head(readHead(fileName.toStdU16String()))
{
    setWindowTitle(tr("Open data: %1").arg(QFileInfo(fileName).fileName()));
    setObjectName(QStringLiteral("dataImport"));
    auto* column = new QVBoxLayout(this);
    auto* form = new QFormLayout;
    column->addLayout(form);
    createFields(*form);
    m_preview = new QTableWidget(this);
    m_preview->setObjectName(QStringLiteral("preview"));
    m_preview->setAccessibleName(tr("The first rows"));
    m_preview->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_preview->verticalHeader()->hide();
    m_preview->setMinimumSize(460, 230);
    column->addWidget(m_preview, 1);
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    recognise();
}

QComboBox* DataImportDialog::createChoice(QFormLayout& form, const QString& label,
                                          const QString& name)
{
    auto* box = new QComboBox(this);
    box->setObjectName(name);
    form.addRow(label, box);
    return box;
}

void DataImportDialog::createFields(QFormLayout& form)
{
    m_encoding = createChoice(form, tr("&Encoding"), QStringLiteral("encoding"));
    for (const TextEncodingRow& row : textEncodingTable())
        m_encoding->addItem(text(std::string(row.label)));
    m_separator = createChoice(form, tr("&Separator"), QStringLiteral("separator"));
    for (const auto& [character, label] : separators)
        m_separator->addItem(tr(label), character);
    m_decimalMark = createChoice(form, tr("&Decimal mark"), QStringLiteral("decimalMark"));
    m_decimalMark->addItem(tr("Point 0.5"));
    m_decimalMark->addItem(tr("Comma 0,5"));
    m_header = new QCheckBox(tr("The first row holds &names"), this);
    m_header->setObjectName(QStringLiteral("header"));
    form.addRow(QString(), m_header);
    m_x = createChoice(form, tr("Input &x"), QStringLiteral("xColumn"));
    m_y = createChoice(form, tr("Output &y"), QStringLiteral("yColumn"));
    connect(m_encoding, &QComboBox::activated, this, [this](int index) {
        m_decisions.encoding = textEncodingTable()[static_cast<std::size_t>(index)].encoding;
        recognise();
    });
    connect(m_separator, &QComboBox::activated, this, [this](int index) {
        m_decisions.separator = separators[static_cast<std::size_t>(index)].first;
        recognise();
    });
    connect(m_decimalMark, &QComboBox::activated, this, [this](int index) {
        m_decisions.decimalMark = index == 0 ? DecimalMark::Point : DecimalMark::Comma;
        recognise();
    });
    connect(m_header, &QCheckBox::clicked, this, [this](bool checked) {
        m_decisions.hasHeader = checked;
        recognise();
    });
    for (const QComboBox* box : {m_x, m_y})
        connect(box, &QComboBox::currentIndexChanged, this, &DataImportDialog::checkColumns);
}

void DataImportDialog::recognise()
{
    m_format = recogniseCsv(m_head, m_decisions);
    showFormat();
    showColumns();
    showPreview();
    checkColumns();
}

void DataImportDialog::showFormat()
{
    m_encoding->setCurrentIndex(static_cast<int>(m_format.encoding));
    for (std::size_t i = 0; i < separators.size(); ++i) {
        if (separators[i].first == m_format.separator)
            m_separator->setCurrentIndex(static_cast<int>(i));
    }
    m_decimalMark->setCurrentIndex(m_format.decimalMark == DecimalMark::Point ? 0 : 1);
    m_header->setChecked(m_format.hasHeader);
}

void DataImportDialog::showColumns()
{
    ColumnChoice columns{0, m_format.columns.size() > 1 ? std::size_t{1} : 0};
    try {
        columns = defaultColumns(m_format);
    } catch (const InputError&) {
        // checkColumns says so
    }
    fillColumns(*m_x, m_format, columns.x);
    fillColumns(*m_y, m_format, columns.y);
}

void DataImportDialog::showPreview()
{
    const auto rows = previewRows(m_head, m_format, previewedRows);
    m_preview->clear();
    m_preview->setRowCount(static_cast<int>(rows.size()));
    m_preview->setColumnCount(static_cast<int>(m_format.columns.size()));
    QStringList names;
    for (const CsvColumn& column : m_format.columns)
        names << text(column.name);
    m_preview->setHorizontalHeaderLabels(names);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (std::size_t column = 0; column < rows[row].size(); ++column) {
            m_preview->setItem(static_cast<int>(row), static_cast<int>(column),
                               new QTableWidgetItem(text(rows[row][column])));
        }
    }
}

void DataImportDialog::checkColumns()
{
    const auto isNumeric = [this](const QComboBox& box) {
        const int index = box.currentIndex();
        return index >= 0 && m_format.columns[static_cast<std::size_t>(index)].numeric;
    };
    const bool good = isNumeric(*m_x) && isNumeric(*m_y);
    m_problem->setText(good ? QString()
                            : tr("x and y must be columns with numbers; if there are some, another "
                                 "separator or decimal mark may show them."));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(good);
}

DataChoice DataImportDialog::choice() const
{
    const auto nameOf = [this](const QComboBox& box) {
        return m_format.columns[static_cast<std::size_t>(box.currentIndex())].name;
    };
    return {m_fileName.toStdString(), {}, nameOf(*m_x), nameOf(*m_y), m_decisions};
}

std::optional<DataChoice> askForImport(const QString& fileName, QWidget& window)
{
    DataImportDialog dialog(fileName, &window);
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.choice()) : std::nullopt;
}

} // namespace tradeoff::ui
