// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"
#include "ui/plots/theme.h"

#include <QWidget>

#include <memory>

namespace tradeoff::ui {

/// Shows one figure and lets it be handled: wheel zooms, drag pans, double-click fits, hover reads
/// out, draggable boundaries, rules and points report where they are dragged to.
///
/// Reachable by Tab; arrow keys pan, plus and minus zoom, Home fits. The figure's summary is the
/// accessible description. It never changes the scenario: drags are reported, and the picture
/// follows when the next figure arrives.
class FigurePlot : public QWidget {
    Q_OBJECT

public:
    explicit FigurePlot(QWidget* parent = nullptr);
    ~FigurePlot() override;

    /// Shows a figure. The visible range stays while the user has zoomed or while
    /// `holdAxes(true)`; otherwise the figure's own range is shown.
    void setFigure(Figure figure);
    [[nodiscard]] const Figure& figure() const;
    void setTheme(const Theme& theme);
    /// Keeps the axes still, for the time of a drag or of playing a slider.
    void holdAxes(bool hold);
    /// Shows the figure's own range again.
    void fitAxes();
    /// Width of the left margin, so that plots above each other line up; 0: as wide as needed.
    void setLeftMargin(int pixels);
    [[nodiscard]] Interval visibleX() const;
    void setVisibleX(const Interval& range);
    /// Pixel position in this widget of a point in plot coordinates, and back.
    [[nodiscard]] QPointF toPixel(double x, double y) const;
    [[nodiscard]] QPointF fromPixel(const QPointF& pixel) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// A boundary is dragged: the index among `figure().boundaries.positions`, and where to.
    void boundaryDragged(int index, double x);
    /// The rule of a role is dragged to an x, or to a y where it is a level one.
    void ruleDragged(tradeoff::Role role, double at);
    /// A point is dragged: the index among `figure().handles.points`, and where to.
    void pointDragged(int index, double x, double y);
    /// A point of a pickable field is clicked, or dragged to.
    void pointPicked(double x, double y);
    /// The mouse let go after a drag or a pick.
    void dragFinished();
    /// The user zoomed, panned or fitted.
    void visibleXChanged(const tradeoff::Interval& range);
    /// What is under the mouse, in words; empty when it leaves.
    void hovered(const QString& readout);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void showRanges(const Interval& x, const Interval& y);
    void chooseRanges(const Interval& x, const Interval& y);
    void fitByUser();
    void hover(const QPointF& position);
    void renewReadout();
    void drag(const QPointF& position);
    void pick(const QPointF& position);

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tradeoff::ui
