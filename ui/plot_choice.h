// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot_panel.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QVBoxLayout;

namespace tradeoff::ui {

/// Several plots in one view: all of them where there is room, else one, with buttons to choose it.
/// Who makes it arranges the panels in `column`.
class PlotChoice : public QWidget {
    Q_OBJECT

public:
    struct Entry {
        const char* figure;
        QString text; ///< of the button
    };

    /// \param name     prefix of the buttons' object names: "law" for "law.excess-map"
    /// \param entries  the first one is shown where there is room for one
    PlotChoice(const QString& name, const std::vector<Entry>& entries, QWidget* parent);

    [[nodiscard]] const std::vector<PlotPanel*>& panels() const { return m_panels; }
    [[nodiscard]] QVBoxLayout& column() const { return *m_column; }
    /// Shows all plots where there are so many of a plot's least heights and widths.
    void setRoom(int heights, int widths);
    /// Hides a part of the view where the panels in it are hidden.
    void addPart(QWidget* part) { m_parts.push_back(part); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* createButtons(const QString& name, const std::vector<Entry>& entries);
    void arrange();
    [[nodiscard]] bool hasRoomForAll() const;

    std::vector<PlotPanel*> m_panels;
    std::vector<QWidget*> m_parts;
    QVBoxLayout* m_column;
    QButtonGroup* m_choice;
    QWidget* m_buttons;
    int m_heights = 0;
    int m_widths = 0;
};

} // namespace tradeoff::ui
