// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_plot.h"

#include "ui/plots/figure_plot_parts.h"
#include "ui/plots/view_range.h"

#include <QPaintEvent>
#include <QPainter>

#include <cmath>

namespace tradeoff::ui {

namespace {

/// Whether a range stays although the figure is another one.
bool staysOn(bool wanted, const Axis& before, const Axis& after)
{
    return wanted && before.scale == after.scale;
}

} // namespace

CanvasTarget FigurePlot::Parts::target(const FigurePlot& plot)
{
    return {plot.size(), plot.devicePixelRatioF(), Medium::Pixels};
}

Scene FigurePlot::Parts::scene(const FigurePlot& plot)
{
    if (const CanvasTarget now = target(plot); layoutIsOld || now != laidOut) {
        canvas.layOut(now);
        laidOut = now;
        layoutIsOld = false;
    }
    return canvas.scene();
}

FigurePlot::FigurePlot(QWidget* parent)
    : QWidget(parent)
    , m_parts(std::make_unique<Parts>())
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFigure({});
    m_parts->empty = true;
}

FigurePlot::~FigurePlot() = default;

void FigurePlot::setFigure(Figure figure)
{
    Parts& p = *m_parts;
    const Figure& before = p.canvas.figure();
    const bool keep = p.held && !p.empty;
    const bool chosen = figure.equalAspect && (p.chosenX || p.chosenY);
    p.chosenX = staysOn(chosen || p.chosenX, before.x, figure.x);
    p.chosenY = staysOn(chosen || p.chosenY, before.y, figure.y);
    const bool keepX = staysOn(keep || p.chosenX, before.x, figure.x);
    const bool keepY = staysOn(keep || p.chosenY, before.y, figure.y);
    const Interval x = keepX ? p.x : usableRange(figure.x);
    const Interval y = keepY ? p.y : usableRange(figure.y);
    setAccessibleName(QString::fromStdString(figure.title));
    setAccessibleDescription(QString::fromStdString(figure.summary));
    p.canvas.setFigure(std::move(figure));
    p.empty = false;
    if (p.gesture != Parts::Gesture::Handle)
        p.handleBelowMouse.reset();
    showRanges(x, y);
    renewReadout();
}

const Figure& FigurePlot::figure() const
{
    return m_parts->canvas.figure();
}

void FigurePlot::setTheme(const Theme& theme)
{
    m_parts->canvas.setTheme(theme);
    showRanges(m_parts->x, m_parts->y);
}

void FigurePlot::holdAxes(bool hold)
{
    m_parts->held = hold;
    m_parts->canvas.holdMargins(hold);
    showRanges(m_parts->x, m_parts->y);
}

void FigurePlot::fitAxes()
{
    m_parts->chosenX = false;
    m_parts->chosenY = false;
    showRanges(usableRange(figure().x), usableRange(figure().y));
}

void FigurePlot::setLeftMargin(int pixels)
{
    m_parts->canvas.setLeftMargin(pixels);
    showRanges(m_parts->x, m_parts->y);
}

Interval FigurePlot::visibleX() const
{
    return m_parts->x;
}

void FigurePlot::setVisibleX(const Interval& range)
{
    Axis wanted = figure().x;
    wanted.range = range;
    const Interval x = usableRange(wanted);
    m_parts->chosenX = x != usableRange(figure().x);
    if (x == m_parts->x)
        return;
    const double factor = x.length() / m_parts->x.length();
    const Interval& y = m_parts->y;
    showRanges(x, figure().equalAspect
                      ? scaledRange(y, AxisScale::Linear, factor, (y.low + y.high) / 2)
                      : y);
}

QPointF FigurePlot::toPixel(double x, double y) const
{
    const Scene scene = m_parts->scene(*this);
    return {scene.x.position(x), scene.y.position(y)};
}

QPointF FigurePlot::fromPixel(const QPointF& pixel) const
{
    const Scene scene = m_parts->scene(*this);
    return {scene.x.value(pixel.x()), scene.y.value(pixel.y())};
}

QSize FigurePlot::sizeHint() const
{
    return {520, 320};
}

QSize FigurePlot::minimumSizeHint() const
{
    return {160, 60};
}

void FigurePlot::showRanges(const Interval& x, const Interval& y)
{
    m_parts->x = x;
    m_parts->y = y;
    m_parts->canvas.setRanges(x, y);
    m_parts->layoutIsOld = true;
    m_parts->pictureIsOld = true;
    update();
}

void FigurePlot::paintEvent(QPaintEvent* /*event*/)
{
    Parts& p = *m_parts;
    const CanvasTarget now = Parts::target(*this);
    if (p.pictureIsOld || now != p.drawn) {
        const QSize pixels(static_cast<int>(std::ceil(now.size.width() * now.pixelRatio)),
                           static_cast<int>(std::ceil(now.size.height() * now.pixelRatio)));
        if (p.picture.size() != pixels)
            p.picture = QImage(pixels, QImage::Format_RGB32);
        p.picture.setDevicePixelRatio(now.pixelRatio);
        p.canvas.draw(p.picture, now, p.canvas.theme().background);
        p.drawn = p.laidOut = now;
        p.pictureIsOld = p.layoutIsOld = false;
    }
    QPainter painter(this);
    painter.drawImage(0, 0, p.picture);
    if (p.mouseInside && p.gesture != Parts::Gesture::Pan)
        drawReadoutMarks(painter, p.canvas.scene(), p.mouse, p.handleBelowMouse);
    if (p.focusByKeyboard) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2.0));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3.0, 3.0);
    }
}

} // namespace tradeoff::ui
