// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/axis_ticks.h"
#include "ui/plots/theme.h"

#include <qcustomplot.h>

#include <functional>
#include <optional>

namespace tradeoff::ui {

/// Gives an axis, its numbers and its grid the colours and the font of a theme.
void styleAxis(QCPAxis& axis, const Theme& theme);

/// Width of the widest of some texts.
[[nodiscard]] double widestText(const QVector<QString>& texts, const QFont& font);

/// Ticks from `axisTicks` in the place of QCustomPlot's own.
class FigureTicker : public QCPAxisTicker {
public:
    /// \param distance  least one between the numbers' middles, or along a horizontal axis between
    ///                  their ends
    void setSpace(AxisScale scale, double length, double distance);
    /// Makes this the ticker of a horizontal axis, with numbers in a font.
    void setHorizontal(const QFont& font) { m_font = font; }

    void generate(const QCPRange& range, const QLocale& locale, QChar formatChar, int precision,
                  QVector<double>& ticks, QVector<double>* subTicks,
                  QVector<QString>* tickLabels) override;

private:
    [[nodiscard]] AxisTicks ticksWithRoom(const Interval& range) const;

    AxisScale m_scale = AxisScale::Linear;
    double m_length = 100.0;
    double m_distance = 50.0;
    std::optional<QFont> m_font;
};

/// The area with its axes, whose margins also hold the legend and the labels.
class FigureAxisRect : public QCPAxisRect {
public:
    /// The margin of a side, from what axes and their numbers need there. Asked for left, right,
    /// top and bottom in this order.
    using MarginRule = std::function<int(QCP::MarginSide side, int needed)>;

    FigureAxisRect(QCustomPlot* plot, MarginRule rule);

protected:
    int calculateAutoMargin(QCP::MarginSide side) override;

private:
    MarginRule m_rule;
};

/// Lets a function paint on a layer of the plot.
class PaintedLayer : public QCPLayerable {
public:
    PaintedLayer(QCustomPlot* plot, const QString& layer, std::function<void(QPainter&)> paint);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    std::function<void(QPainter&)> m_paint;
};

} // namespace tradeoff::ui
