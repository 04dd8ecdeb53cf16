import { FeedbackListSchema, VerifiedQuestionListSchema } from '@copilot/contracts';
import { requireAdmin } from '../../../../admin/require-admin';
import { ReviewView } from '../../../../admin/review-view';
import { readForPage } from '../../../../session/read-session';
import { Notice } from '../../../../ui/notice';

export default async function ReviewPage() {
  const token = await requireAdmin();
  if (token === null) return null;
  const [feedback, verified] = await Promise.all([
    readForPage(token, 'admin/feedback', FeedbackListSchema),
    readForPage(token, 'admin/verified-questions', VerifiedQuestionListSchema),
  ]);
  if (feedback === null || verified === null)
    return <Notice look="bad" role="alert" title="The review list cannot be read just now" />;
  return <ReviewView feedback={feedback.feedback} verified={verified.verified_questions} />;
}
