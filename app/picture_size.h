// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QSizeF>
#include <QString>

namespace tradeoff::app {

/// Size of an exported figure: on paper, or in pixels.
struct PictureSize {
    QSizeF millimetres{160, 100}; ///< used where `pixels` is empty
    QSize pixels;
};

/// Reads "85x60mm" or "1920x1080px".
/// \throws UsageError
[[nodiscard]] PictureSize parsePictureSize(const QString& text);

/// Reads dots an inch.
/// \throws UsageError
[[nodiscard]] double parseDpi(const QString& text);

/// \throws UsageError for a picture of so many pixels that it would not fit into memory
void checkPictureSize(const PictureSize& size, double dpi);

} // namespace tradeoff::app
