// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QPaintDevice>
#include <QSize>
#include <QSizeF>
#include <QString>

#include <memory>

namespace tradeoff::ui {

/// A paint device that writes SVG 1.1, with clipping and with text as text.
///
/// QSvgGenerator of Qt 6.4 writes SVG Tiny, which knows no clipping: curves would run out of the
/// axes. This one writes what figures need: solid fills, pens with dashes, paths, images, text and
/// clip paths; the same drawing gives the same bytes.
class SvgDevice : public QPaintDevice {
public:
    struct Description {
        QSize size;         ///< in units of 1/96 inch, the coordinates of the drawing
        QSizeF millimetres; ///< size on paper
        QString title;
        QString summary;
    };

    explicit SvgDevice(Description description);
    ~SvgDevice() override;

    /// The whole file; call after painting has ended.
    [[nodiscard]] QByteArray document() const;

    [[nodiscard]] QPaintEngine* paintEngine() const override;

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override;

private:
    class Engine;
    Description m_description;
    std::unique_ptr<Engine> m_engine;
};

} // namespace tradeoff::ui
