// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes_button.h"
#include "ui/status_line.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QStyleOptionToolButton>
#include <QTest>
#include <QToolTip>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

const QString longNote =
    QStringLiteral("At the regions' centroids the upper bound is 0, less than the approximation "
                   "error & so on: with few regions that form bounds nothing.");
const QString shortNote = QStringLiteral("More may be better still.");

Result resultWith(int experts, const QStringList& notes)
{
    Result result;
    result.scenario = defaultScenario();
    result.scenario.experts = experts;
    for (const QString& note : notes)
        result.notes.push_back(note.toStdString());
    return result;
}

/// A status line that is shown, with room for half of the long note.
struct ShownLine {
    ShownLine()
    {
        line.resize(800, 30);
        line.show();
        shown = QTest::qWaitForWindowActive(&line);
    }

    [[nodiscard]] NotesButton& notes() const
    {
        return *line.findChild<NotesButton*>(QStringLiteral("notes"));
    }
    [[nodiscard]] QLabel& text() const
    {
        return *line.findChild<QLabel*>(QStringLiteral("statusText"));
    }

    StatusLine line;
    bool shown = false;
};

/// What a button paints.
class PaintedNotes : public NotesButton {
public:
    [[nodiscard]] QString paintedText() const
    {
        QStyleOptionToolButton option;
        initStyleOption(&option);
        return option.text;
    }
};

} // namespace

class TestStatusLine : public QObject {
    Q_OBJECT

private slots:
    void notesAreCutToTheRoomThereIs();
    void wholeNotesAreReadByMouseKeyAndScreenReader();
    void readOutLeavesTheNumberOfNotes();
    void longReadOutsTakeTheWholeLine();
    void toolTipOnTheScreenFollowsTheResult();
};

void TestStatusLine::notesAreCutToTheRoomThereIs()
{
    ShownLine s;
    QVERIFY(s.shown);
    s.line.showResult(resultWith(4, {}), 1.0);
    QVERIFY(s.notes().isHidden());
    s.line.showResult(resultWith(4, {longNote, shortNote}), 1.0);
    QTRY_VERIFY(s.notes().isVisible());
    QTRY_VERIFY(s.notes().width() > 200);
    QVERIFY(s.notes().width() < s.notes().sizeHint().width());
    QVERIFY(s.notes().mapTo(&s.line, s.notes().rect().bottomRight()).x() < s.line.width());
    QVERIFY(s.text().width() >= s.text().sizeHint().width());

    PaintedNotes painted;
    painted.setNotes({longNote});
    painted.resize(300, painted.sizeHint().height());
    QVERIFY(painted.paintedText().startsWith(QStringLiteral("At the regions' centroids")));
    QVERIFY(painted.paintedText().endsWith(QStringLiteral("…")));
    painted.resize(painted.sizeHint());
    QVERIFY(painted.paintedText().endsWith(QStringLiteral("bounds nothing.")));
}

void TestStatusLine::wholeNotesAreReadByMouseKeyAndScreenReader()
{
    ShownLine s;
    QVERIFY(s.shown);
    s.line.showResult(resultWith(4, {longNote, shortNote}), 1.0);
    NotesButton& notes = s.notes();
    QVERIFY(notes.toolTip().contains(longNote.toHtmlEscaped()));
    QVERIFY(notes.toolTip().contains(shortNote.toHtmlEscaped()));
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&notes);
    QCOMPARE(spoken->text(QAccessible::Name), longNote + QLatin1Char(' ') + shortNote);
    QVERIFY(notes.focusPolicy() & Qt::TabFocus);
    notes.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&notes, Qt::Key_Space);
    QWidget* window = QApplication::activePopupWidget();
    QVERIFY(window != nullptr && window->isVisible());
    QTest::keyClick(window, Qt::Key_Escape);
    QTRY_VERIFY(QApplication::activePopupWidget() == nullptr);
    s.line.showResult(resultWith(4, {}), 1.0);
    s.line.showNotes(); // there are none
    QVERIFY(QApplication::activePopupWidget() == nullptr);
}

void TestStatusLine::readOutLeavesTheNumberOfNotes()
{
    ShownLine s;
    QVERIFY(s.shown);
    s.line.showResult(resultWith(4, {longNote, shortNote}), 1.0);
    s.line.showReadout(QStringLiteral("x = 0.5"));
    QCOMPARE(s.notes().text(), QStringLiteral("2 notes"));
    s.line.showResult(resultWith(5, {longNote}), 1.0);
    QCOMPARE(s.notes().text(), QStringLiteral("1 note"));
    auto* readout = s.line.findChild<QLabel*>(QStringLiteral("readout"));
    QTRY_VERIFY(readout->isVisible() && readout->width() >= readout->sizeHint().width());
    s.line.showReadout({});
    QVERIFY(s.notes().text().contains(QStringLiteral("centroids")));
    QVERIFY(!readout->isVisible());
}

void TestStatusLine::longReadOutsTakeTheWholeLine()
{
    ShownLine s;
    QVERIFY(s.shown);
    s.line.showResult(resultWith(4, {longNote}), 1.0);
    auto* readout = s.line.findChild<QLabel*>(QStringLiteral("readout"));
    s.line.showReadout(QStringLiteral("x = 0.5"));
    QVERIFY(s.text().isVisible());
    const QString text = QStringLiteral("test error 0.125 · ").repeated(20);
    s.line.showReadout(text);
    QVERIFY(!s.text().isVisible());
    QCOMPARE(readout->text(), text);
    QTRY_VERIFY(readout->width() > s.line.width() / 2);
    // The last letter that has room is the sign that there are more.
    const QImage shown = readout->grab().toImage();
    readout->setText(
        readout->fontMetrics().elidedText(text, Qt::ElideRight, readout->contentsRect().width()));
    QVERIFY(readout->text().endsWith(QStringLiteral("…")));
    QCOMPARE(readout->grab().toImage(), shown);
    s.line.showReadout({});
    QVERIFY(s.text().isVisible());
}

void TestStatusLine::toolTipOnTheScreenFollowsTheResult()
{
    ShownLine s;
    QVERIFY(s.shown);
    s.line.showResult(resultWith(4, {longNote}), 1.0);
    QToolTip::showText(QPoint(10, 10), s.text().toolTip(), &s.text());
    QVERIFY(QToolTip::text().contains(QStringLiteral("m = 4")));
    s.line.showResult(resultWith(5, {longNote}), 1.0);
    QVERIFY(QToolTip::text().contains(QStringLiteral("m = 5")));
    QToolTip::showText(QPoint(10, 10), s.notes().toolTip(), &s.notes());
    s.line.showResult(resultWith(6, {shortNote}), 1.0);
    QCOMPARE(QToolTip::text(), s.notes().toolTip());
    QVERIFY(QToolTip::text().contains(shortNote));
    // A tool tip of something else is not touched.
    QToolTip::showText(QPoint(10, 10), QStringLiteral("of a plot"), &s.line);
    s.line.showResult(resultWith(7, {longNote}), 1.0);
    QCOMPARE(QToolTip::text(), QStringLiteral("of a plot"));
}

QTEST_MAIN(TestStatusLine)
#include "test_status_line.moc"
