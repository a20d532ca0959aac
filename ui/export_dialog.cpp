// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QTimer>

namespace tradeoff::ui {

namespace {

constexpr QSize smallestPreview{420, 300};
/// A picture of more dots would take gigabytes to draw.
constexpr double maximumDots = 150e6;
const QString folderKey = QStringLiteral("export/folder");

QDoubleSpinBox* createNumber(double low, double high, int decimals, QWidget* parent)
{
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(low, high);
    box->setDecimals(decimals);
    box->setKeyboardTracking(true);
    return box;
}

void fillChequered(QImage& image, int side)
{
    QPainter painter(&image);
    painter.fillRect(image.rect(), Qt::white);
    for (int y = 0; y < image.height(); y += side) {
        for (int x = y / side % 2 * side; x < image.width(); x += 2 * side)
            painter.fillRect(x, y, side, side, QColor(0xdd, 0xdd, 0xdd));
    }
}

} // namespace

QImage previewImage(const Figure& figure, const ExportSettings& settings, const QSize& box,
                    double devicePixelRatio)
{
    const QSizeF layout = layoutSize(settings);
    const QSizeF fitted = layout.scaled(QSizeF(box) * devicePixelRatio, Qt::KeepAspectRatio);
    const QSize pixels = fitted.toSize().expandedTo({1, 1});
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    fillChequered(image, qRound(8 * devicePixelRatio));
    drawFigure(figure, exportOptions(settings), image, QSizeF(pixels));
    image.setDevicePixelRatio(devicePixelRatio);
    return image;
}

ExportDialog::ExportDialog(std::vector<Figure> figures, const std::string& current,
                           QSettings& settings, QWidget* parent)
    : QDialog(parent)
    , m_figures(std::move(figures))
    , m_settings(settings)
    , m_redraw(new QTimer(this))
{
    setWindowTitle(tr("Export plot"));
    createFields();
    auto* columns = new QHBoxLayout;
    columns->setSpacing(18);
    columns->addWidget(createForm());
    columns->addWidget(createPreview(), 1);
    auto* rows = new QVBoxLayout(this);
    rows->addLayout(columns, 1);
    rows->addWidget(m_error);
    rows->addWidget(createButtons());

    m_redraw->setSingleShot(true);
    m_redraw->setInterval(40);
    connect(m_redraw, &QTimer::timeout, this, &ExportDialog::drawPreview);
    ExportSettings remembered = loadExportSettings(settings);
    if (!current.empty())
        remembered.plot = QString::fromStdString(current);
    showSettings(remembered);
}

void ExportDialog::createFields()
{
    m_plot = new QComboBox(this);
    for (const Figure& figure : m_figures)
        m_plot->addItem(QString::fromStdString(figure.title), QString::fromStdString(figure.name));
    m_format = new QComboBox(this);
    m_format->addItems({tr("PNG picture"), tr("SVG drawing"), tr("PDF page")});
    m_unitChoice = new QComboBox(this);
    m_unitChoice->addItems({tr("mm"), tr("pixels")});
    m_width = createNumber(10, 20000, 1, this);
    m_width->setObjectName(QStringLiteral("width"));
    m_height = createNumber(10, 20000, 1, this);
    m_height->setObjectName(QStringLiteral("height"));
    m_dpi = createNumber(30, 1200, 0, this);
    m_dpi->setSuffix(tr(" dpi"));
    m_theme = new QComboBox(this);
    m_theme->addItems({tr("Light"), tr("Dark"), tr("Print")});
    m_transparent = new QCheckBox(tr("Transparent background"), this);
    m_font = createNumber(4, 36, 1, this);
    m_font->setSuffix(tr(" pt"));
    m_error = new QLabel(this);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setStyleSheet(QStringLiteral("background: #e69f00; color: black; padding: 4px;"));
    m_error->hide();

    for (QComboBox* box : {m_plot, m_format, m_theme})
        connect(box, &QComboBox::currentIndexChanged, this, [this] { m_redraw->start(); });
    for (QDoubleSpinBox* box : {m_width, m_height, m_dpi, m_font})
        connect(box, &QDoubleSpinBox::valueChanged, this, [this] { m_redraw->start(); });
    connect(m_transparent, &QCheckBox::toggled, this, [this] { m_redraw->start(); });
    connect(m_unitChoice, &QComboBox::currentIndexChanged, this, &ExportDialog::changeUnit);
}

QWidget* ExportDialog::createForm()
{
    auto* widget = new QWidget(this);
    auto* form = new QFormLayout(widget);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("&Plot"), m_plot);
    form->addRow(tr("&Format"), m_format);
    addSizeFields(*form, *widget);
    form->addRow(tr("&Look"), m_theme);
    form->addRow(tr("&Text size"), m_font);
    form->addRow(QString(), m_transparent);
    widget->setMaximumWidth(widget->sizeHint().width() + 60);
    return widget;
}

void ExportDialog::addSizeFields(QFormLayout& form, QWidget& parent)
{
    auto* size = new QWidget(&parent);
    auto* row = new QHBoxLayout(size);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_width, 1);
    row->addWidget(new QLabel(QStringLiteral("×"), size));
    row->addWidget(m_height, 1);
    row->addWidget(m_unitChoice);
    form.addRow(tr("&Size"), size);
    m_width->setAccessibleName(tr("Width"));
    m_height->setAccessibleName(tr("Height"));
    m_unitChoice->setAccessibleName(tr("Unit of the size"));
    form.addRow(tr("&Resolution"), m_dpi);
}

QWidget* ExportDialog::createPreview()
{
    auto* widget = new QWidget(this);
    auto* rows = new QVBoxLayout(widget);
    rows->setContentsMargins(0, 0, 0, 0);
    m_preview = new QLabel(widget);
    m_preview->setObjectName(QStringLiteral("preview"));
    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setMinimumSize(smallestPreview);
    m_preview->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_preview->setFrameShape(QFrame::StyledPanel);
    m_preview->setAccessibleName(tr("Preview"));
    m_caption = new QLabel(widget);
    m_caption->setAlignment(Qt::AlignCenter);
    rows->addWidget(m_preview, 1);
    rows->addWidget(m_caption);
    return widget;
}

QWidget* ExportDialog::createButtons()
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* write = buttons->addButton(tr("&Export…"), QDialogButtonBox::AcceptRole);
    write->setDefault(true);
    connect(write, &QPushButton::clicked, this, &ExportDialog::askForFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

ExportSettings ExportDialog::exportSettings() const
{
    ExportSettings chosen;
    chosen.plot = m_plot->currentData().toString();
    chosen.format = static_cast<ExportFormat>(m_format->currentIndex());
    chosen.unit = m_unit;
    chosen.size = {m_width->value(), m_height->value()};
    chosen.dpi = m_dpi->value();
    chosen.theme = static_cast<ThemeKind>(m_theme->currentIndex());
    chosen.transparent = m_transparent->isChecked();
    chosen.fontPoints = m_font->value();
    return chosen;
}

void ExportDialog::showSettings(const ExportSettings& exported)
{
    const QSignalBlocker quiet(m_unitChoice);
    m_unit = exported.unit;
    m_unitChoice->setCurrentIndex(static_cast<int>(exported.unit));
    for (QDoubleSpinBox* box : {m_width, m_height})
        box->setDecimals(m_unit == LengthUnit::Pixels ? 0 : 1);
    m_width->setValue(exported.size.width());
    m_height->setValue(exported.size.height());
    m_dpi->setValue(exported.dpi);
    m_plot->setCurrentIndex(qMax(0, m_plot->findData(exported.plot)));
    m_format->setCurrentIndex(static_cast<int>(exported.format));
    m_theme->setCurrentIndex(static_cast<int>(exported.theme));
    m_transparent->setChecked(exported.transparent);
    m_font->setValue(exported.fontPoints);
    m_redraw->start();
}

void ExportDialog::changeUnit()
{
    ExportSettings changed = exportSettings();
    changed.unit = static_cast<LengthUnit>(m_unitChoice->currentIndex());
    changed.size = converted(changed.size, m_unit, changed.unit, changed.dpi);
    showSettings(changed);
}

const Figure& ExportDialog::figure() const
{
    return m_figures.at(static_cast<std::size_t>(m_plot->currentIndex()));
}

void ExportDialog::drawPreview()
{
    const ExportSettings chosen = exportSettings();
    m_preview->setPixmap(QPixmap::fromImage(
        previewImage(figure(), chosen, m_preview->contentsRect().size(), devicePixelRatioF())));
    const QSizeF paper = converted(chosen.size, chosen.unit, LengthUnit::Millimetres, chosen.dpi);
    const QSizeF dots = converted(chosen.size, chosen.unit, LengthUnit::Pixels, chosen.dpi);
    m_caption->setText(tr("%1 × %2 mm · %3 × %4 pixels")
                           .arg(paper.width())
                           .arg(paper.height())
                           .arg(qRound(dots.width()))
                           .arg(qRound(dots.height())));
}

void ExportDialog::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    m_redraw->start();
}

void ExportDialog::askForFile()
{
    const QString suffix = suffixOf(exportSettings().format);
    const QDir folder(m_settings.value(folderKey, QDir::homePath()).toString());
    const QString proposal = folder.filePath(m_plot->currentData().toString() + u'.' + suffix);
    const QString fileName = QFileDialog::getSaveFileName(
        this, tr("Export plot"), proposal,
        tr("PNG picture (*.png);;SVG drawing (*.svg);;PDF page (*.pdf)")
            .split(QStringLiteral(";;"))
            .at(m_format->currentIndex()));
    if (!fileName.isEmpty())
        exportTo(fileName);
}

void ExportDialog::exportTo(const QString& fileName)
{
    QString path = fileName;
    ExportSettings chosen = exportSettings();
    if (const auto format = formatOfFile(path)) {
        chosen.format = *format;
    } else {
        path += u'.' + suffixOf(chosen.format);
    }
    const QSizeF dots = converted(chosen.size, chosen.unit, LengthUnit::Pixels, chosen.dpi);
    if (chosen.format == ExportFormat::Png && dots.width() * dots.height() > maximumDots) {
        showError(tr("The picture would have more than 150 million pixels: choose a smaller size "
                     "or resolution."));
        return;
    }
    if (const auto error = writeFigure(figure(), exportOptions(chosen), path)) {
        showError(*error);
        return;
    }
    saveExportSettings(chosen, m_settings);
    m_settings.setValue(folderKey, QFileInfo(path).absolutePath());
    accept();
}

void ExportDialog::showError(const QString& message)
{
    m_error->setText(message);
    m_error->show();
}

} // namespace tradeoff::ui
