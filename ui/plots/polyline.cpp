// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curves.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace tradeoff::ui {

namespace {

/// The part of a segment inside a rectangle (Liang and Barsky).
std::optional<QLineF> clipped(const QLineF& segment, const QRectF& rectangle)
{
    double start = 0.0;
    double end = 1.0;
    const auto cut = [&](double direction, double distance) {
        if (direction == 0.0)
            return distance >= 0.0;
        const double share = distance / direction;
        if (direction < 0.0) {
            start = std::max(start, share);
        } else {
            end = std::min(end, share);
        }
        return start <= end;
    };
    const bool visible = cut(-segment.dx(), segment.x1() - rectangle.left()) &&
                         cut(segment.dx(), rectangle.right() - segment.x1()) &&
                         cut(-segment.dy(), segment.y1() - rectangle.top()) &&
                         cut(segment.dy(), rectangle.bottom() - segment.y1());
    if (!visible)
        return std::nullopt;
    return QLineF(start > 0.0 ? segment.pointAt(start) : segment.p1(),
                  end < 1.0 ? segment.pointAt(end) : segment.p2());
}

/// Joins points one by one and leaves out those near the line between their neighbours: a point is
/// kept once the cone of directions that pass all left-out points within the tolerance is empty.
class Simplifier {
public:
    explicit Simplifier(double tolerance)
        : m_tolerance(tolerance)
    {}

    void add(const QPointF& point)
    {
        if (m_line.isEmpty()) {
            m_line.append(point);
            m_last = point;
            return;
        }
        if (!fits(point)) {
            m_line.append(m_last);
            openCone();
            (void)fits(point);
        }
        m_last = point;
    }

    [[nodiscard]] QPolygonF finished()
    {
        if (!m_line.isEmpty() && m_line.back() != m_last)
            m_line.append(m_last);
        openCone();
        return std::exchange(m_line, {});
    }

private:
    void openCone()
    {
        m_low = -std::numeric_limits<double>::infinity();
        m_high = std::numeric_limits<double>::infinity();
        m_reach = 0.0;
    }

    /// Whether a straight line from the last kept point to this one passes all left-out points.
    [[nodiscard]] bool fits(const QPointF& point)
    {
        const QPointF step = point - m_line.back();
        const double distance = std::hypot(step.x(), step.y());
        if (distance <= m_tolerance && m_reach <= m_tolerance)
            return true;
        if (distance < m_reach || step.x() <= 0.0)
            return false;
        m_reach = distance;
        const double slope = step.y() / step.x();
        const double slack = m_tolerance * distance / (step.x() * step.x());
        const bool inside = m_low <= slope && slope <= m_high;
        m_low = std::max(m_low, slope - slack);
        m_high = std::min(m_high, slope + slack);
        return inside;
    }

    double m_tolerance;
    QPolygonF m_line;
    QPointF m_last;
    double m_low = -std::numeric_limits<double>::infinity();
    double m_high = std::numeric_limits<double>::infinity();
    double m_reach = 0.0;
};

} // namespace

std::vector<QPolygonF> visiblePieces(const QPolygonF& points, const QRectF& rectangle,
                                     double tolerance)
{
    std::vector<QPolygonF> pieces;
    Simplifier line(tolerance);
    const auto finish = [&] {
        if (QPolygonF piece = line.finished(); piece.size() > 1)
            pieces.push_back(std::move(piece));
    };
    const auto isNumber = [](const QPointF& p) { return std::isfinite(p.x() + p.y()); };
    bool open = false;
    for (qsizetype i = 1; i < points.size(); ++i) {
        std::optional<QLineF> segment;
        if (isNumber(points[i - 1]) && isNumber(points[i]))
            segment = clipped(QLineF(points[i - 1], points[i]), rectangle);
        if (open && (!segment || segment->p1() != points[i - 1])) {
            finish();
            open = false;
        }
        if (!segment)
            continue;
        if (!open)
            line.add(segment->p1());
        line.add(segment->p2());
        open = segment->p2() == points[i];
        if (!open)
            finish();
    }
    finish();
    return pieces;
}

} // namespace tradeoff::ui
