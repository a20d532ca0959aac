// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/colour_field.h"

#include "ui/plots/grid_numbers.h"

#include <cmath>

namespace tradeoff::ui {

namespace {

/// A click so near to a mark, in layout pixels, means the mark.
constexpr double markDistance = 7.0;

} // namespace

std::optional<double> fieldValue(const ColourField& field, double x, double y)
{
    const auto place = field.smooth ? smoothPlace : stepPlace;
    const auto column = place(field.x, x);
    const auto row = place(field.y, y);
    if (!column || !row)
        return std::nullopt;
    const double value = numberAt(field.values, field.x.size() - 1, *column, *row);
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

std::optional<QPointF> pickedPoint(const Scene& scene, const QPointF& position)
{
    const std::vector<ColourField>& fields = scene.figure.fields;
    if (fields.empty() || !fields.front().pickable)
        return std::nullopt;
    const Mark* nearest = nullptr;
    double least = markDistance;
    for (const Mark& mark : scene.figure.marks) {
        const QPointF step = QPointF(scene.x.position(mark.x), scene.y.position(mark.y)) - position;
        if (const double distance = std::hypot(step.x(), step.y());
            mark.role != Role::CurrentPoint && distance <= least) {
            nearest = &mark;
            least = distance;
        }
    }
    if (nearest != nullptr)
        return QPointF(nearest->x, nearest->y);
    const auto rounded = [](const AxisMap& map, double at) {
        const double value = map.value(at);
        const double pixel = std::abs(map.value(at + 1.0) - value);
        const double step = std::pow(10.0, std::round(std::log10(pixel)));
        // Divided where it is a fraction: 0.43 is to be the number that is written so.
        return step < 1.0 ? std::round(value / step) / std::round(1.0 / step)
                          : std::round(value / step) * step;
    };
    return QPointF(rounded(scene.x, position.x()), rounded(scene.y, position.y()));
}

} // namespace tradeoff::ui
