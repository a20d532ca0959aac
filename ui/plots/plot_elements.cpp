// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_elements.h"

#include <QFontMetricsF>

#include <algorithm>

namespace tradeoff::ui {

namespace {

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto part = [&](int from, int to) { return from + int(share * (to - from)); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

} // namespace

void styleAxis(QCPAxis& axis, const Theme& theme)
{
    const QColor line = mixed(theme.foreground, theme.background, 0.35);
    axis.setBasePen(QPen(line, 1.0));
    axis.setTickPen(QPen(line, 1.0));
    axis.setSubTickPen(QPen(mixed(line, theme.background, 0.4), 1.0));
    axis.setTickLabelColor(mixed(theme.foreground, theme.background, 0.12));
    axis.setTickLabelFont(theme.font);
    axis.setLabelColor(theme.foreground);
    axis.setLabelFont(theme.font);
    axis.grid()->setPen(QPen(theme.grid, 1.0));
    axis.grid()->setZeroLinePen(QPen(mixed(theme.grid, theme.foreground, 0.25), 1.0));
}

double widestText(const QVector<QString>& texts, const QFont& font)
{
    const QFontMetricsF metrics(font);
    double widest = 0.0;
    for (const QString& text : texts)
        widest = std::max(widest, metrics.horizontalAdvance(text));
    return widest;
}

void FigureTicker::setSpace(AxisScale scale, double length, double distance)
{
    m_scale = scale;
    m_length = length;
    m_distance = distance;
}

void FigureTicker::generate(const QCPRange& range, const QLocale& /*locale*/, QChar /*formatChar*/,
                            int /*precision*/, QVector<double>& ticks, QVector<double>* subTicks,
                            QVector<QString>* tickLabels)
{
    const AxisTicks found = ticksWithRoom({range.lower, range.upper});
    ticks = QVector<double>(found.major.begin(), found.major.end());
    if (subTicks)
        *subTicks = QVector<double>(found.minor.begin(), found.minor.end());
    if (tickLabels)
        *tickLabels = QVector<QString>(found.labels.begin(), found.labels.end());
}

/// Numbers get wider as there are more of them, and fewer as they get wider.
AxisTicks FigureTicker::ticksWithRoom(const Interval& range) const
{
    AxisTicks ticks = axisTicks(range, m_scale, m_length, m_distance);
    if (!m_font)
        return ticks;
    double spacing = m_distance;
    for (int attempt = 0; attempt < 4; ++attempt) {
        const QVector<QString> labels(ticks.labels.begin(), ticks.labels.end());
        const double needed = widestText(labels, *m_font) + m_distance;
        if (needed <= spacing)
            break;
        spacing = needed;
        ticks = axisTicks(range, m_scale, m_length, spacing);
    }
    return ticks;
}

FigureAxisRect::FigureAxisRect(QCustomPlot* plot, MarginRule rule)
    : QCPAxisRect(plot)
    , m_rule(std::move(rule))
{}

int FigureAxisRect::calculateAutoMargin(QCP::MarginSide side)
{
    return m_rule(side, QCPAxisRect::calculateAutoMargin(side));
}

PaintedLayer::PaintedLayer(QCustomPlot* plot, const QString& layer,
                           std::function<void(QPainter&)> paint)
    : QCPLayerable(plot, layer)
    , m_paint(std::move(paint))
{}

void PaintedLayer::applyDefaultAntialiasingHint(QCPPainter* /*painter*/) const {}

void PaintedLayer::draw(QCPPainter* painter)
{
    m_paint(*painter);
}

} // namespace tradeoff::ui
