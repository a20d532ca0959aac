// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/svg_device.h"

#include <QBuffer>
#include <QFont>
#include <QHash>
#include <QImage>
#include <QPaintEngine>
#include <QPainterPath>
#include <QPen>
#include <QPixmap>

#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr double unitsPerInch = 96.0;
constexpr double pointsPerInch = 72.0;

QByteArray number(double value)
{
    QByteArray text = QByteArray::number(value, 'f', 3);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text == "-0" ? QByteArray("0") : text;
}

QByteArray attribute(const char* name, const QByteArray& value)
{
    return QByteArray(" ") + name + "=\"" + value + '"';
}

QByteArray attribute(const char* name, double value)
{
    return attribute(name, number(value));
}

QByteArray escaped(const QString& text)
{
    return text.toHtmlEscaped().toUtf8();
}

QByteArray pathData(const QPainterPath& path)
{
    QByteArray data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        if (element.type == QPainterPath::MoveToElement) {
            data += 'M';
        } else if (element.type == QPainterPath::LineToElement) {
            data += 'L';
        } else if (element.type == QPainterPath::CurveToElement) {
            data += 'C';
        } else {
            data += ' ';
        }
        data += number(element.x) + ' ' + number(element.y);
    }
    return data;
}

QByteArray colourAttributes(const char* name, const QColor& colour)
{
    QByteArray result = attribute(name, colour.name(QColor::HexRgb).toLatin1());
    if (colour.alpha() < 255)
        result += attribute((QByteArray(name) + "-opacity").constData(), colour.alphaF());
    return result;
}

QByteArray penAttributes(const QPen& pen)
{
    if (pen.style() == Qt::NoPen)
        return attribute("stroke", "none");
    const double width = pen.widthF() > 0.0 ? pen.widthF() : 1.0;
    QByteArray result = colourAttributes("stroke", pen.color()) + attribute("stroke-width", width);
    if (pen.style() != Qt::SolidLine) {
        QByteArray dashes;
        for (const qreal dash : pen.dashPattern())
            dashes += (dashes.isEmpty() ? "" : " ") + number(dash * width);
        result += attribute("stroke-dasharray", dashes);
    }
    if (pen.capStyle() != Qt::FlatCap)
        result += attribute("stroke-linecap", pen.capStyle() == Qt::RoundCap ? "round" : "square");
    if (pen.joinStyle() == Qt::RoundJoin || pen.joinStyle() == Qt::BevelJoin) {
        result +=
            attribute("stroke-linejoin", pen.joinStyle() == Qt::RoundJoin ? "round" : "bevel");
    }
    return result;
}

QByteArray brushAttributes(const QBrush& brush)
{
    return brush.style() == Qt::NoBrush ? attribute("fill", "none")
                                        : colourAttributes("fill", brush.color());
}

QByteArray transformAttribute(const QTransform& t)
{
    if (t.isIdentity())
        return {};
    QByteArray values;
    for (const double value : {t.m11(), t.m12(), t.m21(), t.m22(), t.dx(), t.dy()})
        values += (values.isEmpty() ? "" : " ") + number(value);
    return attribute("transform", "matrix(" + values + ")");
}

QByteArray fontAttributes(const QFont& font)
{
    QByteArray families;
    for (const QString& family : font.families())
        families += escaped(family) + ", ";
    const double size =
        font.pixelSize() > 0 ? font.pixelSize() : font.pointSizeF() * unitsPerInch / pointsPerInch;
    QByteArray result =
        attribute("font-family", families + "sans-serif") + attribute("font-size", size);
    if (font.bold())
        result += attribute("font-weight", "bold");
    if (font.italic())
        result += attribute("font-style", "italic");
    return result;
}

} // namespace

/// Collects the drawing as SVG elements, grouped by clip and by look.
class SvgDevice::Engine : public QPaintEngine {
public:
    explicit Engine(const QSize& size)
        : QPaintEngine(AllFeatures & ~(PatternBrush | LinearGradientFill | RadialGradientFill |
                                       ConicalGradientFill | PerspectiveTransform | PorterDuff))
        , m_page(QPointF(), QSizeF(size))
    {}

    bool begin(QPaintDevice* /*device*/) override { return true; }
    bool end() override
    {
        closeGroups();
        return true;
    }
    [[nodiscard]] Type type() const override { return User; }
    [[nodiscard]] const QByteArray& body() const { return m_body; }

    void updateState(const QPaintEngineState& state) override;
    void drawPath(const QPainterPath& path) override;
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override;
    void drawLines(const QLineF* lines, int count) override;
    void drawRects(const QRectF* rects, int count) override;
    void drawEllipse(const QRectF& rect) override;
    void drawTextItem(const QPointF& position, const QTextItem& item) override;
    void drawPixmap(const QRectF& place, const QPixmap& pixmap, const QRectF& source) override;
    void drawImage(const QRectF& place, const QImage& image, const QRectF& source,
                   Qt::ImageConversionFlags flags) override;

private:
    void updateClip(const QPaintEngineState& state);
    void openGroups();
    void closeGroups();
    void write(const QByteArray& element);
    QByteArray clipAttribute();

    QRectF m_page;
    QByteArray m_body;
    QHash<QByteArray, QByteArray> m_clipIds; ///< by path data
    QByteArray m_openClip;
    QByteArray m_openLook;
    bool m_clipOpen = false;
    bool m_lookOpen = false;

    QPen m_pen;
    QBrush m_brush;
    QTransform m_transform;
    double m_opacity = 1.0;
    bool m_smooth = false;
    bool m_clipped = false;
    QPainterPath m_clip; ///< in page coordinates
};

void SvgDevice::Engine::updateState(const QPaintEngineState& change)
{
    m_pen = change.pen();
    m_brush = change.brush();
    m_transform = change.transform();
    m_opacity = change.opacity();
    m_smooth = change.renderHints().testFlag(QPainter::Antialiasing);
    updateClip(change);
}

void SvgDevice::Engine::updateClip(const QPaintEngineState& change)
{
    if (change.state().testFlag(DirtyClipEnabled))
        m_clipped = change.isClipEnabled();
    const bool path = change.state().testFlag(DirtyClipPath);
    const bool region = change.state().testFlag(DirtyClipRegion);
    if (!path && !region)
        return;
    QPainterPath clip;
    if (path) {
        clip = change.clipPath();
    } else {
        clip.addRegion(change.clipRegion());
    }
    clip = m_transform.map(clip);
    if (change.clipOperation() == Qt::NoClip) {
        m_clipped = false;
    } else {
        const bool intersects = change.clipOperation() == Qt::IntersectClip && m_clipped;
        m_clip = intersects ? m_clip.intersected(clip) : clip;
        m_clipped = true;
    }
}

QByteArray SvgDevice::Engine::clipAttribute()
{
    // A clip that leaves out no more than a unit at the page's edge is none.
    if (!m_clipped || m_clip.contains(m_page.adjusted(1.5, 1.5, -1.5, -1.5)))
        return {};
    const QByteArray data = pathData(m_clip);
    QByteArray& id = m_clipIds[data];
    if (id.isEmpty()) {
        id = "clip" + QByteArray::number(m_clipIds.size());
        m_body +=
            "<clipPath" + attribute("id", id) + "><path" + attribute("d", data) + "/></clipPath>\n";
    }
    return attribute("clip-path", "url(#" + id + ")");
}

void SvgDevice::Engine::closeGroups()
{
    if (m_lookOpen)
        m_body += "</g>\n";
    if (m_clipOpen)
        m_body += "</g>\n";
    m_lookOpen = m_clipOpen = false;
}

void SvgDevice::Engine::openGroups()
{
    QByteArray look =
        penAttributes(m_pen) + brushAttributes(m_brush) + transformAttribute(m_transform);
    if (m_opacity < 1.0)
        look += attribute("opacity", m_opacity);
    if (!m_smooth)
        look += attribute("shape-rendering", "crispEdges");
    const QByteArray clipKey = m_clipped ? pathData(m_clip) : QByteArray();
    if (m_lookOpen && look == m_openLook && clipKey == m_openClip)
        return;
    const bool sameClip = m_lookOpen && clipKey == m_openClip;
    if (sameClip) {
        m_body += "</g>\n";
    } else {
        closeGroups();
        if (const QByteArray clip = clipAttribute(); !clip.isEmpty()) {
            m_body += "<g" + clip + ">\n";
            m_clipOpen = true;
        }
    }
    m_body += "<g" + look + ">\n";
    m_lookOpen = true;
    m_openLook = look;
    m_openClip = clipKey;
}

void SvgDevice::Engine::write(const QByteArray& element)
{
    openGroups();
    m_body += element + '\n';
}

void SvgDevice::Engine::drawPath(const QPainterPath& path)
{
    QByteArray element = "<path" + attribute("d", pathData(path));
    if (path.fillRule() == Qt::OddEvenFill)
        element += attribute("fill-rule", "evenodd");
    write(element + "/>");
}

void SvgDevice::Engine::drawPolygon(const QPointF* points, int count, PolygonDrawMode mode)
{
    QByteArray list;
    for (int i = 0; i < count; ++i)
        list += (i > 0 ? " " : "") + number(points[i].x()) + ',' + number(points[i].y());
    if (mode == PolylineMode) {
        write("<polyline" + attribute("fill", "none") + attribute("points", list) + "/>");
        return;
    }
    const char* const rule = mode == OddEvenMode ? "evenodd" : "nonzero";
    write("<polygon" + attribute("fill-rule", rule) + attribute("points", list) + "/>");
}

void SvgDevice::Engine::drawLines(const QLineF* lines, int count)
{
    QByteArray data;
    for (int i = 0; i < count; ++i) {
        data += 'M' + number(lines[i].x1()) + ' ' + number(lines[i].y1()) + 'L' +
                number(lines[i].x2()) + ' ' + number(lines[i].y2());
    }
    write("<path" + attribute("d", data) + "/>");
}

void SvgDevice::Engine::drawRects(const QRectF* rects, int count)
{
    QByteArray elements;
    for (int i = 0; i < count; ++i) {
        elements += (i > 0 ? "\n<rect" : "<rect") + attribute("x", rects[i].x()) +
                    attribute("y", rects[i].y()) + attribute("width", rects[i].width()) +
                    attribute("height", rects[i].height()) + "/>";
    }
    write(elements);
}

void SvgDevice::Engine::drawEllipse(const QRectF& rect)
{
    write("<ellipse" + attribute("cx", rect.center().x()) + attribute("cy", rect.center().y()) +
          attribute("rx", rect.width() / 2) + attribute("ry", rect.height() / 2) + "/>");
}

void SvgDevice::Engine::drawTextItem(const QPointF& position, const QTextItem& item)
{
    write("<text" + attribute("x", position.x()) + attribute("y", position.y()) +
          attribute("stroke", "none") + colourAttributes("fill", m_pen.color()) +
          fontAttributes(item.font()) + attribute("xml:space", "preserve") + '>' +
          escaped(item.text()) + "</text>");
}

void SvgDevice::Engine::drawPixmap(const QRectF& place, const QPixmap& pixmap, const QRectF& source)
{
    drawImage(place, pixmap.toImage(), source, Qt::AutoColor);
}

void SvgDevice::Engine::drawImage(const QRectF& place, const QImage& image, const QRectF& source,
                                  Qt::ImageConversionFlags /*flags*/)
{
    QBuffer png;
    png.open(QIODevice::WriteOnly);
    image.copy(source.toRect()).save(&png, "PNG");
    write("<image" + attribute("x", place.x()) + attribute("y", place.y()) +
          attribute("width", place.width()) + attribute("height", place.height()) +
          attribute("preserveAspectRatio", "none") +
          attribute("xlink:href", "data:image/png;base64," + png.data().toBase64()) + "/>");
}

SvgDevice::SvgDevice(Description description)
    : m_description(std::move(description))
    , m_engine(std::make_unique<Engine>(m_description.size))
{}

SvgDevice::~SvgDevice() = default;

QPaintEngine* SvgDevice::paintEngine() const
{
    return m_engine.get();
}

QByteArray SvgDevice::document() const
{
    const QSize& size = m_description.size;
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<svg xmlns=\"http://www.w3.org/2000/svg\""
           " xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"" +
           attribute("width", number(m_description.millimetres.width()) + "mm") +
           attribute("height", number(m_description.millimetres.height()) + "mm") +
           attribute("viewBox", "0 0 " + number(size.width()) + ' ' + number(size.height())) +
           attribute("preserveAspectRatio", "none") + ">\n<title>" + escaped(m_description.title) +
           "</title>\n<desc>" + escaped(m_description.summary) + "</desc>\n" + m_engine->body() +
           "</svg>\n";
}

int SvgDevice::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
        return m_description.size.width();
    case PdmHeight:
        return m_description.size.height();
    case PdmWidthMM:
        return qRound(m_description.millimetres.width());
    case PdmHeightMM:
        return qRound(m_description.millimetres.height());
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return qRound(unitsPerInch);
    case PdmDepth:
        return 24;
    case PdmNumColors:
        return 1 << 24;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return qRound(devicePixelRatioFScale());
    }
    return 0;
}

} // namespace tradeoff::ui
