// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"
#include "core/space/plane_regions.h"

#include <cmath>
#include <memory>
#include <numbers>

namespace tradeoff::ui {

/// A smooth function of the plane, from −1 to 1.
inline double wave(double x, double y)
{
    return std::sin(2 * std::numbers::pi * x) * std::cos(std::numbers::pi * y);
}

inline const BoxDomain unitSquare{{0, 1}, {0, 1}};

/// Places that fill the unit square evenly and look random.
inline Points scatteredCenters(int count)
{
    Points centers(count, 2);
    for (int i = 0; i < count; ++i) {
        centers(i, 0) = std::fmod(0.5 + i * 0.754877666246693, 1.0);
        centers(i, 1) = std::fmod(0.5 + i * 0.569840290998053, 1.0);
    }
    return centers;
}

/// Axes over the unit square.
inline Figure squareFigure()
{
    Figure figure;
    figure.title = "Plane";
    figure.x = {"x1", AxisScale::Linear, unitSquare[0], true};
    figure.y = {"x2", AxisScale::Linear, unitSquare[1], true};
    figure.equalAspect = true;
    return figure;
}

/// The regions, each with the wave's value at its center.
inline Tiling waveTiling(const PlaneRegions& regions)
{
    Tiling tiling;
    tiling.colours = {"best constant", AxisScale::Linear, {-1, 1}, ColourMap::Diverging};
    tiling.regions = std::make_shared<const std::vector<Polygon>>(regions.polygons);
    for (const PlanePoint& center : regions.centers) {
        tiling.values.push_back(wave(center.x, center.y));
    }
    return tiling;
}

/// The cells of so many scattered centers.
inline Figure voronoiFigure(int count)
{
    Figure figure = squareFigure();
    figure.tilings = {waveTiling(voronoiRegions(unitSquare, scatteredCenters(count)))};
    return figure;
}

/// The wave on size × size cells.
inline ColourField waveField(int size)
{
    ColourField field;
    field.colours = {"target", AxisScale::Linear, {-1, 1}, ColourMap::Diverging};
    for (int i = 0; i <= size; ++i) {
        field.x.push_back(static_cast<double>(i) / size);
    }
    field.y = field.x;
    for (int row = 0; row < size; ++row) {
        for (int column = 0; column < size; ++column) {
            field.values.push_back(wave((column + 0.5) / size, (row + 0.5) / size));
        }
    }
    field.smooth = true;
    return field;
}

/// The regions of the wave between evenly spaced levels.
inline Tiling levelTiling(int size, int regions)
{
    const ColourField field = waveField(size);
    LevelRegions levels{field.x, field.y, field.values, {}};
    Tiling tiling;
    tiling.colours = {"best constant", AxisScale::Linear, {-1, 1}, ColourMap::Diverging};
    for (int i = 0; i < regions; ++i) {
        tiling.values.push_back(-1 + (2.0 * i + 1) / regions);
        if (i > 0) {
            levels.levels.push_back(-1 + 2.0 * i / regions);
        }
    }
    tiling.regions = std::make_shared<const LevelRegions>(std::move(levels));
    return tiling;
}

} // namespace tradeoff::ui
