// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/plain_plot.h"

#include <qcustomplot.h>

namespace tradeoff::test {

namespace {

QVector<double> list(const std::vector<double>& values)
{
    return {values.begin(), values.end()};
}

void addCurve(QCustomPlot& plot, const Curve& curve)
{
    QCPGraph* graph = plot.addGraph();
    graph->setName(QString::fromStdString(curve.label));
    graph->setPen(QPen(Qt::blue, 2));
    QVector<double> y = list(curve.y);
    if (curve.shape == CurveShape::Treads) {
        graph->setLineStyle(QCPGraph::lsStepLeft);
        y.append(y.back());
    } else if (curve.shape != CurveShape::Line) {
        graph->setScatterStyle(QCPScatterStyle::ssSquare);
    }
    graph->setData(list(curve.x), y, true);
}

void addCloud(QCustomPlot& plot, const PointCloud& cloud)
{
    QCPGraph* graph = plot.addGraph();
    graph->setName(QString::fromStdString(cloud.label));
    graph->setLineStyle(QCPGraph::lsNone);
    graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, Qt::gray, 5));
    graph->setData(list(*cloud.x), list(*cloud.y), true);
}

void addRectangle(QCustomPlot& plot, const Interval& x, const Interval& y)
{
    auto* item = new QCPItemRect(&plot);
    item->topLeft->setCoords(x.low, y.high);
    item->bottomRight->setCoords(x.high, y.low);
    item->setBrush(QColor(255, 160, 0, 120));
}

void addTiling(QCustomPlot& plot, const Tiling& tiling)
{
    const auto* polygons = std::get_if<SharedPolygons>(&tiling.regions);
    QCPColorGradient gradient(QCPColorGradient::gpPolar);
    plot.setAutoAddPlottableToLegend(false);
    const QCPRange range(tiling.colours.range.low, tiling.colours.range.high);
    for (std::size_t i = 0; polygons != nullptr && i < (*polygons)->size(); ++i) {
        auto* cell = new QCPCurve(plot.xAxis, plot.yAxis);
        for (const PlanePoint& corner : (**polygons)[i])
            cell->addData(corner.x, corner.y);
        cell->addData((**polygons)[i].front().x, (**polygons)[i].front().y);
        cell->setBrush(QColor::fromRgb(gradient.color(tiling.values[i], range)));
        cell->setPen(QPen(Qt::black, 1));
    }
    plot.setAutoAddPlottableToLegend(true);
}

void addLine(QCustomPlot& plot, double x, const Interval& y)
{
    auto* item = new QCPItemLine(&plot);
    item->start->setCoords(x, y.low);
    item->end->setCoords(x, y.high);
    item->setPen(QPen(Qt::darkGreen, 1));
}

} // namespace

struct PlainPlot::Parts {
    QCustomPlot plot;
};

PlainPlot::PlainPlot(const QSize& size)
    : m_parts(std::make_unique<Parts>())
{
    m_parts->plot.resize(size);
    m_parts->plot.legend->setVisible(true);
    m_parts->plot.show();
}

PlainPlot::~PlainPlot() = default;

void PlainPlot::show(const Figure& figure)
{
    QCustomPlot& plot = m_parts->plot;
    plot.clearPlottables();
    plot.clearItems();
    plot.xAxis->setRange(figure.x.range.low, figure.x.range.high);
    plot.yAxis->setRange(figure.y.range.low, figure.y.range.high);
    plot.xAxis->setLabel(QString::fromStdString(figure.x.label));
    plot.yAxis->setLabel(QString::fromStdString(figure.y.label));
    for (const Tiling& tiling : figure.tilings)
        addTiling(plot, tiling);
    for (const Shade& shade : figure.shades)
        addRectangle(plot, shade.x, figure.y.range);
    for (const Box& box : figure.boxes)
        addRectangle(plot, box.x, box.y);
    for (const PointCloud& cloud : figure.clouds)
        addCloud(plot, cloud);
    for (const Curve& curve : figure.curves)
        addCurve(plot, curve);
    for (const StepBundle& bundle : figure.bundles) {
        for (const StepFunction& steps : bundle.steps)
            addCurve(plot,
                     {bundle.role, "", CurveShape::Treads, *steps.boundaries, *steps.constants});
    }
    for (const double x : figure.boundaries.positions)
        addLine(plot, x, figure.y.range);
    for (const Rule& rule : figure.rules)
        addLine(plot, rule.at, figure.y.range);
    plot.replot();
}

} // namespace tradeoff::test
