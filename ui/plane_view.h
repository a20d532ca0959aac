// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot_panel.h"

#include <QObject>

#include <vector>

class QComboBox;

namespace tradeoff::ui {

/// What the viewer chose about two dimensions, and no part of the scenario: what the plane's
/// colours show, and where the cut lies along which the other plots are drawn.
class PlaneView : public QObject {
    Q_OBJECT

public:
    /// \param plane  gets a list of what colours can show in its heading
    /// \param along  the panels that show the cut
    PlaneView(PlotPanel& plane, std::vector<PlotPanel*> along);

    /// The second coordinate of the cut.
    void setCut(double second);
    void setColours(PlaneColours colours);
    [[nodiscard]] PlaneColours colours() const { return m_plane.view().colours; }

private:
    void createList();

    PlotPanel& m_plane;
    std::vector<PlotPanel*> m_along;
    QComboBox* m_list = nullptr;
};

} // namespace tradeoff::ui
