// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"

#include <QSize>

#include <memory>

namespace tradeoff::test {

/// A figure drawn the way that a person first tries with QCustomPlot: a graph for each curve, discs
/// for the samples, an item for each boundary, box and shade, a curve for each cell of a plane,
/// everything with the library's defaults. What it leaves out, labels at the ends and read-outs,
/// costs it nothing.
class PlainPlot {
public:
    explicit PlainPlot(const QSize& size);
    ~PlainPlot();
    PlainPlot(const PlainPlot&) = delete;
    PlainPlot& operator=(const PlainPlot&) = delete;

    /// Puts the figure in the place of the last one and draws it.
    void show(const Figure& figure);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tradeoff::test
