// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export_settings.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QSettings;
class QTimer;

namespace tradeoff::ui {

/// Asks for format, size and look of an exported plot, with a preview that is drawn as the file
/// will be. Remembers its settings.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    /// \param figures  those to choose from, at least one
    /// \param current  name of the one to begin with
    ExportDialog(std::vector<Figure> figures, const std::string& current, QSettings& settings,
                 QWidget* parent = nullptr);

    [[nodiscard]] ExportSettings exportSettings() const;
    void showSettings(const ExportSettings& exported);

    /// Writes the chosen figure and closes, or shows why not and stays. The format follows the
    /// file name's ending where it has one.
    void exportTo(const QString& fileName);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void createFields();
    QWidget* createForm();
    void addSizeFields(QFormLayout& form, QWidget& parent);
    QWidget* createPreview();
    QWidget* createButtons();
    [[nodiscard]] const Figure& figure() const;
    void changeUnit();
    void askForFile();
    void showError(const QString& message);
    void drawPreview();

    std::vector<Figure> m_figures;
    QSettings& m_settings;
    LengthUnit m_unit = LengthUnit::Millimetres;
    QComboBox* m_plot = nullptr;
    QComboBox* m_format = nullptr;
    QComboBox* m_unitChoice = nullptr;
    QDoubleSpinBox* m_width = nullptr;
    QDoubleSpinBox* m_height = nullptr;
    QDoubleSpinBox* m_dpi = nullptr;
    QComboBox* m_theme = nullptr;
    QCheckBox* m_transparent = nullptr;
    QDoubleSpinBox* m_font = nullptr;
    QLabel* m_preview = nullptr;
    QLabel* m_caption = nullptr;
    QLabel* m_error = nullptr;
    QTimer* m_redraw = nullptr;
};

/// A figure as an image to look at, laid out as the file will be and at most as large as a box;
/// transparent ones lie on a chequered ground.
[[nodiscard]] QImage previewImage(const Figure& figure, const ExportSettings& settings,
                                  const QSize& box, double devicePixelRatio);

} // namespace tradeoff::ui
