// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/theme.h"

#include <array>

namespace tradeoff::ui {

namespace {

// The palette of Okabe and Ito, safe for colour-vision deficiencies and nameable aloud.
constexpr QRgb skyBlue = 0xff56b4e9;
constexpr QRgb vermillion = 0xffd55e00;
constexpr QRgb orange = 0xffe69f00;
constexpr QRgb bluishGreen = 0xff009e73;
constexpr QRgb blue = 0xff0072b2;
constexpr QRgb reddishPurple = 0xffcc79a7;
constexpr QRgb yellow = 0xfff0e442;
// Neutral relatives for what stays in the background of the story.
constexpr QRgb grey = 0xff808080;
constexpr QRgb violet = 0xff8a63b8;
constexpr QRgb slate = 0xff5b7fa6;
constexpr QRgb brown = 0xffa6761d;
constexpr QRgb leafGreen = 0xff4c8c2b;

// Dashes in units of the pen's width.
const QList<qreal> dashed{5.0, 2.5};
const QList<qreal> longDashed{9.0, 3.0};
const QList<qreal> shortDashed{3.0, 2.0};
const QList<qreal> dotted{1.2, 2.2};
const QList<qreal> dashDotted{6.0, 2.2, 1.2, 2.2};
const QList<qreal> dashDotDotted{6.0, 2.0, 1.2, 2.0, 1.2, 2.0};

QPen solidPen(const QColor& colour, double width)
{
    return {colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin};
}

QPen dashPen(const QColor& colour, double width, const QList<qreal>& pattern)
{
    QPen pen = solidPen(colour, width);
    pen.setDashPattern(pattern);
    return pen;
}

QColor faint(QRgb colour, double opacity)
{
    QColor result = QColor::fromRgb(colour);
    result.setAlphaF(static_cast<float>(opacity));
    return result;
}

/// Black on a light background, white on a dark one.
QColor ink(const Theme& theme)
{
    return theme.kind == ThemeKind::Dark ? QColor(Qt::white) : QColor(Qt::black);
}

} // namespace

Theme makeTheme(ThemeKind kind, double fontPoints)
{
    Theme theme;
    theme.kind = kind;
    switch (kind) {
    case ThemeKind::Light:
        theme.background = Qt::white;
        theme.foreground = QColor(0x1d, 0x21, 0x27);
        theme.grid = QColor(0xe7, 0xe9, 0xec);
        break;
    case ThemeKind::Dark:
        theme.background = QColor(0x19, 0x1b, 0x1f);
        theme.foreground = QColor(0xe8, 0xea, 0xed);
        theme.grid = QColor(0x30, 0x34, 0x3a);
        break;
    case ThemeKind::Print:
        theme.background = Qt::white;
        theme.foreground = Qt::black;
        theme.grid = QColor(0xe4, 0xe4, 0xe4);
        theme.lineWidth = 1.4;
        theme.markerSize = 5.0;
        break;
    }
    theme.font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    theme.font.setPointSizeF(fontPoints);
    return theme;
}

Theme forProjector(Theme theme, double enlargement)
{
    theme.font.setPointSizeF(theme.font.pointSizeF() * enlargement);
    theme.lineWidth *= 2.0;
    theme.markerSize *= 1.6;
    return theme;
}

RoleStyle roleStyle(Role role, const Theme& theme)
{
    const double width = theme.lineWidth;
    const double thin = 0.75 * width;
    const double thick = 1.3 * width;
    switch (role) {
    case Role::Target:
        return {solidPen(ink(theme), width), Qt::NoBrush, MarkerKind::None};
    case Role::Samples:
        return {QPen(Qt::NoPen), QColor::fromRgb(grey), MarkerKind::Disc};
    case Role::BestConstants:
        return {solidPen(QColor::fromRgb(skyBlue), thick), faint(skyBlue, 0.3), MarkerKind::None};
    case Role::LearnedFit:
        return {solidPen(QColor::fromRgb(vermillion), thick), faint(vermillion, 0.3),
                MarkerKind::None};
    case Role::SimulatedFits:
        return {solidPen(faint(vermillion, 0.75), 0.5 * width), Qt::NoBrush, MarkerKind::None};
    case Role::MeanFit:
        return {dashPen(QColor::fromRgb(orange), thick, longDashed), faint(orange, 0.25),
                MarkerKind::None};
    case Role::Boundaries:
        return {solidPen(QColor::fromRgb(bluishGreen), 1.0), QColor::fromRgb(bluishGreen),
                MarkerKind::Triangle};
    case Role::Noise:
        return {dashPen(QColor::fromRgb(grey), width, dashDotDotted), QColor::fromRgb(grey),
                MarkerKind::None};
    case Role::Approximation:
        return {solidPen(QColor::fromRgb(blue), width), QColor::fromRgb(blue), MarkerKind::None};
    case Role::HighRate:
        return {dashPen(QColor::fromRgb(blue), width, dashed), faint(blue, 0.1), MarkerKind::None};
    case Role::Estimation:
        return {solidPen(QColor::fromRgb(orange), width), QColor::fromRgb(orange),
                MarkerKind::None};
    case Role::EstimationLeadingOrder:
        return {dashPen(QColor::fromRgb(orange), width, dotted), faint(orange, 0.1),
                MarkerKind::None};
    case Role::TestError:
        return {solidPen(ink(theme), thick), ink(theme), MarkerKind::Disc};
    case Role::TestErrorBand:
        return {Qt::NoPen, faint(ink(theme).rgb(), 0.16), MarkerKind::None};
    case Role::Training:
        return {dashPen(QColor::fromRgb(reddishPurple), width, dashDotted),
                QColor::fromRgb(reddishPurple), MarkerKind::None};
    case Role::LeaveOneOut:
        return {solidPen(QColor::fromRgb(violet), thin), QColor::fromRgb(violet),
                MarkerKind::Diamond};
    case Role::MallowsCp:
        return {dashPen(QColor::fromRgb(violet), thin, shortDashed), QColor::fromRgb(violet),
                MarkerKind::Circle};
    case Role::InputDensity:
        return {solidPen(QColor::fromRgb(slate), width), faint(slate, 0.2), MarkerKind::None};
    case Role::SlopeFactor:
        return {dashPen(QColor::fromRgb(brown), width, shortDashed), Qt::NoBrush, MarkerKind::None};
    case Role::SegmentDensity:
        return {solidPen(QColor::fromRgb(bluishGreen), thick), Qt::NoBrush, MarkerKind::None};
    case Role::BestExperts:
        return {solidPen(ink(theme), thin), QColor::fromRgb(yellow), MarkerKind::Star};
    case Role::CurrentExperts:
    case Role::CurrentParameter:
        return {solidPen(theme.foreground, thin), theme.foreground, MarkerKind::Square};
    case Role::StarvedRegion:
        return {solidPen(QColor::fromRgb(grey), 0.8), QBrush(faint(grey, 0.5), Qt::BDiagPattern),
                MarkerKind::None};
    case Role::ComparedSegmentation: // each kind has a look of its own; see curveStyle
        return {solidPen(theme.foreground, thin), theme.foreground, MarkerKind::None};
    case Role::NamedExponents:
        return {solidPen(Qt::black, thin), QColor(Qt::white), MarkerKind::Diamond};
    case Role::CurrentPoint:
        return {solidPen(QColor(Qt::white), thick), QColor::fromRgb(vermillion), MarkerKind::Disc};
    case Role::Simulation:
        return {solidPen(ink(theme), thin), theme.background, MarkerKind::Square};
    case Role::BestOverSamples:
        return {solidPen(QColor::fromRgb(vermillion), thick), QColor::fromRgb(vermillion),
                MarkerKind::None};
    case Role::EndOfSearch:
        return {dashPen(QColor::fromRgb(vermillion), thin, dotted), Qt::NoBrush,
                MarkerKind::Circle};
    case Role::Centers: // on the map's colours in all themes; samples there are bright
        return {solidPen(Qt::white, thin), QColor(Qt::black), MarkerKind::Circle};
    case Role::Cut:
        return {solidPen(QColor::fromRgb(violet), width), QColor::fromRgb(violet),
                MarkerKind::None};
    case Role::Law:
        return {dashPen(ink(theme), width, dashed), Qt::NoBrush, MarkerKind::None};
    case Role::UpperBound:
        return {dashPen(QColor::fromRgb(brown), width, dashed), Qt::NoBrush, MarkerKind::None};
    case Role::UpperBoundAtCenters:
        return {dashPen(QColor::fromRgb(brown), width, dotted), Qt::NoBrush, MarkerKind::None};
    case Role::UpperBoundOptimal:
        return {dashPen(QColor::fromRgb(bluishGreen), width, dashDotted), Qt::NoBrush,
                MarkerKind::None};
    case Role::LevelSets:
        return {solidPen(QColor::fromRgb(vermillion), width), Qt::NoBrush, MarkerKind::None};
    case Role::LevelRegion: // each region has a colour of its own; see drawShade
        return {solidPen(QColor::fromRgb(leafGreen), 0.8), faint(leafGreen, 0.2), MarkerKind::None};
    }
    return {};
}

namespace {

/// Which colour, dash and marker the compared segmentations have, in the order of their table: the
/// ones of a family share a colour or a dash.
struct GroupLook {
    QRgb colour;
    const QList<qreal>* dash; ///< null: solid
    MarkerKind marker;
};

constexpr QRgb inkColour = 0;

const QList<GroupLook>& groupLooks()
{
    static const QList<GroupLook> looks{
        {blue, nullptr, MarkerKind::Square},               // uniform
        {bluishGreen, nullptr, MarkerKind::None},          // optimal
        {slate, &longDashed, MarkerKind::None},            // equal probability
        {bluishGreen, &shortDashed, MarkerKind::Triangle}, // power
        {brown, nullptr, MarkerKind::Disc},                // manual
        {inkColour, nullptr, MarkerKind::None},            // best
        {vermillion, nullptr, MarkerKind::Diamond},        // level sets
        {blue, &dashed, MarkerKind::None},                 // offset uniform
        {grey, &dotted, MarkerKind::Circle},               // random
        {reddishPurple, &dashDotted, MarkerKind::None},    // learned: quantile
        {orange, &dashed, MarkerKind::Triangle},           // learned: tree
        {violet, nullptr, MarkerKind::Cross},              // learned: exact
        {bluishGreen, &dashDotted, MarkerKind::Square},    // learned: density
    };
    return looks;
}

/// The look of a group; those that nobody chose one for have long dashes and a marker of their own.
GroupLook groupLook(std::size_t group)
{
    const auto chosen = static_cast<std::size_t>(groupLooks().size());
    if (group < chosen)
        return groupLooks()[static_cast<qsizetype>(group)];
    constexpr std::array colours{blue, vermillion, bluishGreen, reddishPurple, orange, violet};
    constexpr std::array markers{MarkerKind::Cross,  MarkerKind::Disc,    MarkerKind::Circle,
                                 MarkerKind::Square, MarkerKind::Diamond, MarkerKind::Triangle};
    const std::size_t other = group - chosen;
    return {colours[other % colours.size()], &longDashed,
            markers[other / colours.size() % markers.size()]};
}

} // namespace

CurveLook lookOf(const Curve& curve)
{
    return {curve.role, curve.group, curve.emphasised};
}

RoleStyle curveStyle(const CurveLook& look, const Theme& theme)
{
    if (look.role != Role::ComparedSegmentation)
        return roleStyle(look.role, theme);
    const GroupLook group = groupLook(look.group);
    const QColor colour = group.colour == inkColour ? ink(theme) : QColor::fromRgb(group.colour);
    const double width = (look.emphasised ? 2.0 : 0.8) * theme.lineWidth;
    const QPen pen =
        group.dash == nullptr ? solidPen(colour, width) : dashPen(colour, width, *group.dash);
    return {pen, colour, group.marker};
}

} // namespace tradeoff::ui
