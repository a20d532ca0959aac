// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_canvas.h"

#include "ui/plots/annotations.h"
#include "ui/plots/cloud_image.h"
#include "ui/plots/colour_scale.h"
#include "ui/plots/curve_image.h"
#include "ui/plots/end_labels.h"
#include "ui/plots/legend.h"
#include "ui/plots/plane_image.h"
#include "ui/plots/plot_elements.h"
#include "ui/plots/point_handles.h"
#include "ui/plots/regions.h"
#include "ui/plots/treads.h"
#include "ui/plots/view_range.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr int outerPadding = 8;

QCPAxis::ScaleType scaleType(AxisScale scale)
{
    return scale == AxisScale::Linear ? QCPAxis::stLinear : QCPAxis::stLogarithmic;
}

} // namespace

struct FigureCanvas::Parts {
    Parts();
    QCPAxis* addAxis(QCPAxis::AxisType type);
    void showAxis(QCPAxis* axis, const Axis& description) const;
    void prepare(const CanvasTarget& newTarget);
    [[nodiscard]] int halfNumber() const;
    [[nodiscard]] int margin(QCP::MarginSide side, int needed);
    [[nodiscard]] int leftMargin(int needed) const;
    [[nodiscard]] int topMargin();
    [[nodiscard]] std::vector<LegendEntry> stripEntries() const;
    void layOutOnce();
    void makeAspectEqual();
    [[nodiscard]] Scene scene() const;
    void paintContent(QPainter& painter);
    void paintSurroundings(QPainter& painter);
    void paintMessage(QPainter& painter, const QRectF& area) const;

    Figure figure;
    Theme theme = makeTheme(ThemeKind::Light);
    CanvasTarget target{QSize(640, 400)};
    int fixedLeftMargin = 0;
    bool marginsHeld = false;
    QMargins margins;
    QSize spare; ///< of the area that equal aspect leaves free, at its sides and below
    EndLabels endLabels;
    LegendLayout legend;
    std::vector<CloudImage> clouds;
    CurveImage curves;
    bool drawing = false; ///< QCustomPlot also draws of itself, into a buffer that nobody sees
    QSharedPointer<FigureTicker> xTicker{new FigureTicker};
    QSharedPointer<FigureTicker> yTicker{new FigureTicker};
    QCustomPlot plot; // owns what the pointers below point to
    FigureAxisRect* axisRect = nullptr;
    QCPAxis* x = nullptr;
    QCPAxis* y = nullptr;
};

FigureCanvas::Parts::Parts()
{
    plot.plotLayout()->clear();
    axisRect = new FigureAxisRect(
        &plot, [this](QCP::MarginSide side, int needed) { return margin(side, needed); });
    plot.plotLayout()->addElement(0, 0, axisRect);
    axisRect->setLayer(QStringLiteral("background"));
    axisRect->setMinimumMargins(QMargins());
    axisRect->setMinimumSize(QSize(10, 10));
    for (QCPAxis* axis : axisRect->axes())
        axis->setVisible(false);
    x = addAxis(QCPAxis::atBottom);
    y = addAxis(QCPAxis::atLeft);
    x->setTicker(xTicker);
    y->setTicker(yTicker);
    plot.layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmLogical);
    // Both belong to the plot.
    new PaintedLayer(&plot, QStringLiteral("main"), [this](QPainter& p) { paintContent(p); });
    new PaintedLayer(&plot, QStringLiteral("overlay"),
                     [this](QPainter& p) { paintSurroundings(p); });
}

QCPAxis* FigureCanvas::Parts::addAxis(QCPAxis::AxisType type)
{
    QCPAxis* axis = axisRect->axis(type);
    axis->setVisible(true);
    axis->setLayer(QStringLiteral("axes"));
    axis->grid()->setLayer(QStringLiteral("grid"));
    axis->setTickLength(0, 4);
    axis->setSubTickLength(0, 2);
    axis->setTickLabelPadding(4);
    axis->setLabelPadding(3);
    axis->setPadding(outerPadding - 3);
    return axis;
}

void FigureCanvas::Parts::showAxis(QCPAxis* axis, const Axis& description) const
{
    axis->setVisible(description.visible);
    axis->setLabel(QString::fromStdString(description.label));
    axis->setScaleType(scaleType(description.scale));
}

/// Half the width of the widest number at the x-axis: it may stand at either end.
int FigureCanvas::Parts::halfNumber() const
{
    return x->visible() ? static_cast<int>(widestText(x->tickVectorLabels(), theme.font) / 2) + 3
                        : 0;
}

/// What depends on the size: the labels that have room, and the density of ticks.
void FigureCanvas::Parts::prepare(const CanvasTarget& newTarget)
{
    target = newTarget;
    spare = QSize(0, 0);
    if (fixedLeftMargin == 0) {
        endLabels = chooseEndLabels(figure, theme, target.size);
    } else {
        endLabels = {};
    }
    const double lineHeight = QFontMetricsF(theme.font).height();
    const double width = std::max(60.0, target.size.width() - 70.0 - endLabels.width);
    const double height = std::max(40.0, target.size.height() - 3.5 * lineHeight);
    xTicker->setSpace(figure.x.scale, width, 1.5 * lineHeight);
    xTicker->setHorizontal(theme.font);
    yTicker->setSpace(figure.y.scale, height, 2.2 * lineHeight);
}

void FigureCanvas::Parts::layOutOnce()
{
    for (const auto phase :
         {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
        plot.plotLayout()->update(phase);
}

/// Gives up what the area is too wide or too high for its ranges. Then there are fewer numbers at
/// its sides, which may leave a little more room for it: a second pass sees that.
void FigureCanvas::Parts::makeAspectEqual()
{
    const double wide = x->range().size() / y->range().size();
    const double lineHeight = QFontMetricsF(theme.font).height();
    for (int pass = 0; pass < 2; ++pass) {
        const QSizeF area = axisRect->rect().size() + spare;
        const QSizeF equal(std::min(area.width(), area.height() * wide),
                           std::min(area.height(), area.width() / wide));
        spare = (area - equal).toSize();
        xTicker->setSpace(figure.x.scale, equal.width(), 1.5 * lineHeight);
        yTicker->setSpace(figure.y.scale, equal.height(), 2.2 * lineHeight);
        layOutOnce();
    }
}

int FigureCanvas::Parts::leftMargin(int needed) const
{
    if (fixedLeftMargin > 0)
        return fixedLeftMargin;
    return y->visible() ? needed : std::max(outerPadding, halfNumber());
}

/// The strip of entries that are labelled neither at their ends nor inside.
std::vector<LegendEntry> FigureCanvas::Parts::stripEntries() const
{
    std::vector<LegendEntry> entries = legendEntries(figure);
    const auto drop = [&](const LegendEntry& entry) { std::erase(entries, entry); };
    for (const std::size_t i : endLabels.curves)
        drop(legendEntry(figure.curves[i]));
    const Scene estimate = scene();
    for (const Box& box : figure.boxes) {
        if (const QString text = QString::fromStdString(box.label);
            !text.isEmpty() && textInBox(estimate, box) == text)
            drop({box.role, LegendSample::Box, text});
    }
    return entries;
}

int FigureCanvas::Parts::topMargin()
{
    const double width = target.size.width() - margins.left() - outerPadding;
    legend = layOutLegend(stripEntries(), theme, QSizeF(width, 0.16 * target.size.height()));
    const double strip = legend.height > 0.0 ? legend.height + 5.0 : 0.0;
    const double above = std::ceil(strip + ruleTagHeight(figure, theme));
    // The uppermost number at the y-axis reaches above the area.
    const double half = QFontMetricsF(theme.font).height() / 2 + 2.0;
    return static_cast<int>(std::max(outerPadding + above, std::ceil(half)));
}

int FigureCanvas::Parts::margin(QCP::MarginSide side, int needed)
{
    const auto held = [&](int before, int now) {
        return marginsHeld ? std::max(before, now) : now;
    };
    switch (side) {
    case QCP::msLeft:
        margins.setLeft(held(margins.left(), leftMargin(needed)));
        return margins.left() + spare.width() / 2;
    case QCP::msRight: {
        const double beside = std::max(endLabels.width, colourScaleWidth(figure, theme));
        const int labels = static_cast<int>(std::ceil(beside));
        margins.setRight(held(margins.right(), std::max({outerPadding, halfNumber(), labels})));
        return margins.right() + spare.width() - spare.width() / 2;
    }
    case QCP::msTop:
        margins.setTop(held(margins.top(), topMargin()));
        return margins.top();
    case QCP::msBottom:
        return (x->visible() ? needed : outerPadding) + spare.height();
    case QCP::msAll:
    case QCP::msNone:
        break;
    }
    return needed;
}

Scene FigureCanvas::Parts::scene() const
{
    const QRectF rect = axisRect->rect();
    // QCustomPlot's positions name whole pixels; their middles are half a pixel further.
    const bool pixels = target.medium == Medium::Pixels;
    const double middle = pixels ? 0.5 / target.pixelRatio : 0.0;
    const double extra = pixels ? 1.0 : 0.0;
    const double left = rect.left() + middle;
    const double bottom = rect.bottom() - 1.0 + middle;
    const AxisMap xMap{
        figure.x.scale, {x->range().lower, x->range().upper}, left, left + rect.width()};
    const AxisMap yMap{
        figure.y.scale, {y->range().lower, y->range().upper}, bottom, bottom - rect.height()};
    return {figure,
            theme,
            xMap,
            yMap,
            QRectF(rect.left(), rect.top() - 1.0, rect.width() + extra, rect.height() + extra),
            target.pixelRatio,
            target.medium};
}

void FigureCanvas::Parts::paintContent(QPainter& painter)
{
    if (!drawing)
        return;
    const Scene view = scene();
    painter.save();
    painter.setClipRect(view.area);
    drawPlane(painter, view);
    drawShades(painter, view);
    drawBoxes(painter, view);
    drawBands(painter, view);
    for (std::size_t i = 0; i < figure.clouds.size(); ++i)
        clouds[i].draw(painter, view, figure.clouds[i]);
    drawBundles(painter, view);
    curves.draw(painter, view);
    drawBoundaries(painter, view);
    painter.restore();
}

void FigureCanvas::Parts::paintSurroundings(QPainter& painter)
{
    if (!drawing)
        return;
    const Scene view = scene();
    painter.save();
    drawRules(painter, view);
    drawPointHandles(painter, view);
    drawMarks(painter, view);
    drawEndLabels(painter, view, endLabels);
    drawColourScale(painter, view);
    if (!figure.message.empty())
        paintMessage(painter, view.area);
    drawLegend(painter, view, legend, QPointF(view.area.left(), outerPadding - 2.0));
    painter.restore();
}

void FigureCanvas::Parts::paintMessage(QPainter& painter, const QRectF& area) const
{
    painter.setFont(theme.font);
    painter.setPen(theme.foreground);
    painter.drawText(area.adjusted(outerPadding, 0, -outerPadding, 0),
                     Qt::AlignCenter | Qt::TextWordWrap, QString::fromStdString(figure.message));
}

FigureCanvas::FigureCanvas()
    : m_parts(std::make_unique<Parts>())
{
    setTheme(m_parts->theme);
}

FigureCanvas::~FigureCanvas() = default;

void FigureCanvas::setFigure(Figure figure)
{
    m_parts->figure = std::move(figure);
    for (ColourField& field : m_parts->figure.fields)
        field.colours.range = usableRange({{}, field.colours.scale, field.colours.range});
    for (Tiling& tiling : m_parts->figure.tilings)
        tiling.colours.range = usableRange({{}, tiling.colours.scale, tiling.colours.range});
    m_parts->clouds.resize(m_parts->figure.clouds.size());
    m_parts->showAxis(m_parts->x, m_parts->figure.x);
    m_parts->showAxis(m_parts->y, m_parts->figure.y);
}

const Figure& FigureCanvas::figure() const
{
    return m_parts->figure;
}

void FigureCanvas::setTheme(const Theme& theme)
{
    m_parts->theme = theme;
    styleAxis(*m_parts->x, theme);
    styleAxis(*m_parts->y, theme);
}

const Theme& FigureCanvas::theme() const
{
    return m_parts->theme;
}

void FigureCanvas::setRanges(const Interval& x, const Interval& y)
{
    m_parts->x->setRange(x.low, x.high);
    m_parts->y->setRange(y.low, y.high);
}

void FigureCanvas::setLeftMargin(int pixels)
{
    m_parts->fixedLeftMargin = std::max(0, pixels);
}

void FigureCanvas::holdMargins(bool hold)
{
    m_parts->marginsHeld = hold;
}

void FigureCanvas::layOut(const CanvasTarget& target)
{
    m_parts->prepare(target);
    m_parts->plot.setViewport(QRect(QPoint(), target.size));
    // Which boxes hold their labels, and so what the legend holds, follows from the axes' place.
    const int passes = m_parts->figure.boxes.empty() ? 1 : 2;
    for (int pass = 0; pass < passes; ++pass)
        m_parts->layOutOnce();
    if (m_parts->figure.equalAspect)
        m_parts->makeAspectEqual();
}

void FigureCanvas::draw(QPaintDevice& device, const CanvasTarget& target, const QColor& background)
{
    layOut(target);
    QCPPainter painter(&device);
    painter.setMode(QCPPainter::pmNoCaching);
    if (target.medium == Medium::Vector) {
        painter.setMode(QCPPainter::pmVectorized);
        painter.setMode(QCPPainter::pmNonCosmetic);
        painter.setRenderHint(QPainter::LosslessImageRendering);
    }
    if (!target.extent.isEmpty()) {
        painter.scale(target.extent.width() / target.size.width(),
                      target.extent.height() / target.size.height());
    }
    m_parts->plot.setBackground(background.alpha() == 0 ? QBrush(Qt::NoBrush) : QBrush(background));
    m_parts->drawing = true;
    m_parts->plot.toPainter(&painter, target.size.width(), target.size.height());
    m_parts->drawing = false;
}

Scene FigureCanvas::scene() const
{
    return m_parts->scene();
}

int FigureCanvas::cloudDrawings() const
{
    int count = 0;
    for (const CloudImage& cloud : m_parts->clouds)
        count += cloud.drawings();
    return count;
}

} // namespace tradeoff::ui
