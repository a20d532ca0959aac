// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_plot.h"

#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <utility>

namespace tradeoff::ui {

inline PointCloud cloud(std::size_t count)
{
    std::vector<double> x;
    std::vector<double> y;
    for (std::size_t i = 0; i < count; ++i) {
        x.push_back(std::fmod(static_cast<double>(i) * 0.618033988749895, 1.0));
        y.push_back(std::fmod(static_cast<double>(i) * 0.754877666246693, 1.0));
    }
    return {Role::Samples, "samples", std::make_shared<const std::vector<double>>(std::move(x)),
            std::make_shared<const std::vector<double>>(std::move(y))};
}

inline Figure fitFigure()
{
    Figure figure;
    figure.title = "Fit";
    figure.summary = "A line and four regions.";
    figure.x = {"x", AxisScale::Linear, {0.0, 1.0}};
    figure.y = {"y", AxisScale::Linear, {0.0, 1.0}};
    figure.clouds = {cloud(50)};
    figure.curves = {{Role::Target, "target", CurveShape::Line, {0.0, 1.0}, {0.0, 1.0}},
                     {Role::LearnedFit,
                      "learned fit",
                      CurveShape::Treads,
                      {0.0, 0.25, 0.5, 0.75, 1.0},
                      {0.1, 0.4, 0.6, 0.9}}};
    figure.boundaries = {{0.25, 0.5, 0.75}, true};
    return figure;
}

inline Figure tradeoffFigure()
{
    Figure figure;
    figure.title = "Tradeoff";
    figure.x = {"number of experts m", AxisScale::Logarithmic, {1.0, 100.0}};
    figure.y = {"error", AxisScale::Logarithmic, {0.01, 1.0}};
    Curve curve{Role::TestError, "test error", CurveShape::Line, {}, {}};
    for (int m = 1; m <= 100; ++m) {
        curve.x.push_back(m);
        curve.y.push_back(1.0 / m);
    }
    figure.curves = {curve};
    figure.rules = {{Role::CurrentExperts, "m = 10", 10.0, true}};
    figure.marks = {{Role::BestExperts, "best m = 30", 30.0, 0.033}};
    return figure;
}

/// A plot that is shown, 600 × 400.
struct Shown {
    explicit Shown(Figure figure)
    {
        plot.resize(600, 400);
        plot.setFigure(std::move(figure));
        plot.show();
        shown = QTest::qWaitForWindowExposed(&plot);
    }

    [[nodiscard]] QPoint at(double x, double y) const { return plot.toPixel(x, y).toPoint(); }

    void move(const QPoint& to, Qt::MouseButtons buttons = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, to, plot.mapToGlobal(to), Qt::NoButton, buttons,
                          Qt::NoModifier);
        QApplication::sendEvent(&plot, &event);
    }

    void drag(const QPoint& from, const QPoint& to, int steps)
    {
        QTest::mousePress(&plot, Qt::LeftButton, {}, from);
        for (int i = 1; i <= steps; ++i)
            move(from + (to - from) * i / steps, Qt::LeftButton);
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, to);
    }

    void wheel(const QPoint& position, int delta, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(position, plot.mapToGlobal(position), {}, {0, delta}, Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&plot, &event);
    }

    FigurePlot plot;
    bool shown = false;
};

} // namespace tradeoff::ui
