// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/tile_below.h"

#include "ui/plots/axis_ticks.h"
#include "ui/plots/grid_numbers.h"

#include <QCoreApplication>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

std::optional<std::size_t> polygonAt(const std::vector<Polygon>& polygons, const PlanePoint& point)
{
    // Most are passed over after an edge or two: thousands take less than a frame's hundredth.
    const auto found = std::find_if(polygons.begin(), polygons.end(), [&](const Polygon& polygon) {
        return polygon.size() > 2 && contains(polygon, point);
    });
    if (found == polygons.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - polygons.begin());
}

std::optional<std::size_t> levelRegionAt(const LevelRegions& regions, const PlanePoint& point)
{
    const auto column = smoothPlace(regions.x, point.x);
    const auto row = smoothPlace(regions.y, point.y);
    if (!column || !row)
        return std::nullopt;
    const double value = numberAt(regions.values, regions.x.size() - 1, *column, *row);
    if (std::isnan(value))
        return std::nullopt;
    const auto above = std::upper_bound(regions.levels.begin(), regions.levels.end(), value);
    return static_cast<std::size_t>(above - regions.levels.begin());
}

const std::vector<Polygon>* polygonsOf(const Tiling& tiling)
{
    const auto* polygons = std::get_if<SharedPolygons>(&tiling.regions);
    return polygons != nullptr ? polygons->get() : nullptr;
}

const LevelRegions* levelsOf(const Tiling& tiling)
{
    const auto* levels = std::get_if<std::shared_ptr<const LevelRegions>>(&tiling.regions);
    return levels != nullptr ? levels->get() : nullptr;
}

std::size_t countOf(const Tiling& tiling)
{
    if (const std::vector<Polygon>* polygons = polygonsOf(tiling))
        return polygons->size();
    const LevelRegions* levels = levelsOf(tiling);
    return levels != nullptr ? levels->levels.size() + 1 : 0;
}

} // namespace

std::optional<std::size_t> tileAt(const Tiling& tiling, const PlanePoint& point)
{
    if (const std::vector<Polygon>* polygons = polygonsOf(tiling))
        return polygonAt(*polygons, point);
    const LevelRegions* levels = levelsOf(tiling);
    return levels != nullptr ? levelRegionAt(*levels, point) : std::nullopt;
}

QString tileText(const Tiling& tiling, std::size_t region)
{
    if (tiling.text)
        return QString::fromStdString(tiling.text(region));
    QString name = QCoreApplication::translate("tradeoff::ui::FigurePlot", "region %1 of %2")
                       .arg(region + 1)
                       .arg(countOf(tiling));
    if (region >= tiling.values.size() || std::isnan(tiling.values[region]))
        return name;
    return name + QStringLiteral(" · ") + QString::fromStdString(tiling.colours.label) +
           QLatin1Char(' ') + readableNumber(tiling.values[region]);
}

void outlineTile(QPainter& painter, const Scene& scene, const Tiling& tiling, std::size_t region)
{
    const std::vector<Polygon>* polygons = polygonsOf(tiling);
    if (polygons == nullptr)
        return;
    QPolygonF outline;
    for (const PlanePoint& corner : (*polygons)[region])
        outline << QPointF(scene.x.position(corner.x), scene.y.position(corner.y));
    painter.save();
    painter.setClipRect(scene.area);
    painter.setBrush(Qt::NoBrush);
    for (const auto& [colour, width] :
         {std::pair(QColor(Qt::black), 4.0), std::pair(QColor(Qt::white), 2.0)}) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.drawPolygon(outline);
    }
    painter.restore();
}

} // namespace tradeoff::ui
